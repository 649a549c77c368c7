"""The texts that people type, as safe HTML: one small grammar, read by Markdown's parser without HTML and without code.

Everybody's words keep their paragraphs, line breaks, lists with the numbers that were typed, and pasted tables. Whoever
writes for the group may also use headings, bold, links and quotations. Then a sieve lets through what is named here and
nothing else. docs/texts.md describes the grammar.
"""

import functools
import re

import nh3
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from common.errors import DomainError
from common.grammar import pasted

LONGEST = 20_000
DEEPEST_HEADING = 6
LINK = re.compile(r"(https?://[^/\s]|mailto:[^\s@]+@)", re.IGNORECASE)
OF_EVERYBODY = {"p", "br", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
TAGS = OF_EVERYBODY | {"hr", "strong", "em", "a", "blockquote", "h2", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {
    "a": {"href"},
    "li": {"value", "class"},
    "table": {"class"},
    "th": {"scope"},
    "td": {"data-label"},
    "*": {"dir"},
}
# Code would widen a page and lose what was typed; a reference would vanish from where it was typed.
NEVER = ["code", "fence", "backticks", "reference", "html_block", "html_inline"]
FOR_THE_GROUP = ["heading", "lheading", "hr", "blockquote", "emphasis", "link", "autolink", "image", "escape", "entity"]
WITH_A_DIRECTION = {"paragraph_open", "list_item_open", "heading_open", "th_open", "td_open"}
TAB = "\u2003"
WIDEST_NUMBER = 2  # digits that fit before their item; a longer number, such as a year, stands in its line


def check_length(text, field=None):
    """Raise DomainError if a text is longer than the 20,000 characters that are rendered."""
    if len(text) > LONGEST:
        raise DomainError(_("Make this text shorter. It can have 20,000 characters at most."), field)


def render(text, level=3):
    """Return safe HTML of what the group wrote; its first heading gets `level`, and none below it skips a level.

    Links lead to http, https and mailto addresses alone; a picture is replaced by its description.
    Raises DomainError beyond 20,000 characters.
    """
    check_length(text)
    return _html(_parser(has_structure=True), text, level)


def render_words(text):
    """Return safe HTML of anybody's words: paragraphs, lines, lists and tables, and every other sign as it was typed.

    Raises DomainError beyond 20,000 characters.
    """
    check_length(text)
    return _html(_parser(has_structure=False), text)


def render_lines(text):
    """Return a text within a line of others as safe HTML: its line breaks, in the direction of its own script."""
    lines = conditional_escape(text).splitlines()  # a text that is safe HTML already, with its links, stays as it is
    return mark_safe(f"<bdi>{'<br>'.join(lines)}</bdi>")  # nosec B703 B308 - escaped just above


def _html(parser, text, level=DEEPEST_HEADING):
    tokens = parser.parse(pasted.with_plain_lists(text))
    _shift_headings(tokens, level)
    _complete(tokens)
    clean = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(clean)  # nosec B703 B308 - nh3 has cleaned it


@functools.cache
def _parser(*, has_structure):
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
    parser.disable(NEVER if has_structure else [*NEVER, *FOR_THE_GROUP])
    interrupts = {"alt": ["paragraph", "blockquote"]}
    parser.block.ruler.at("list", pasted.listed, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.before("list", "pasted_table", pasted.table, interrupts)
    parser.validateLink = lambda address: bool(LINK.match(address))
    parser.add_render_rule("image", _describe_picture)
    return parser


def _describe_picture(_renderer, tokens, index, _options, _env):
    return escape(tokens[index].content)


def _complete(tokens):
    """Say the direction of each block and the number that was typed before an item; keep the width of tabs."""
    for token in tokens:
        if token.type in WITH_A_DIRECTION:
            token.attrSet("dir", "auto")
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
            if len(token.info) > WIDEST_NUMBER:
                token.attrSet("class", "app-long-number")
        for child in token.children or ():
            if child.type == "text":
                child.content = child.content.replace("\t", TAB)


def _shift_headings(tokens, level):
    """Number headings from `level` on, each at most one below the last (WCAG 1.3.1, PDF/UA 7.4.2)."""
    above = []
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while above and above[-1] >= written:
                above.pop()
            above.append(written)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(level + len(above) - 1, DEEPEST_HEADING)}"
