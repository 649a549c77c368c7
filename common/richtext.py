"""Text with a little structure, written by people who sign in or by anybody at all, as safe HTML.

Markdown without HTML, then a sieve that lets through what is named here and nothing else.
"""

import functools
import re

import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from common.errors import DomainError

LONGEST = 20_000
DEEPEST_HEADING = 6
LINK = re.compile(r"(https?://[^/\s]|mailto:[^\s@]+@)", re.IGNORECASE)
TAGS = {
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "code",
    "pre",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": set()}


def check_length(text, field=None):
    """Raise DomainError if a text is longer than the 20,000 characters that are rendered."""
    if len(text) > LONGEST:
        raise DomainError(_("Make this text shorter. It can have 20,000 characters at most."), field)


def render(markdown, level=3):
    """Return safe HTML of a Markdown text; its first heading gets `level`, and none below it skips a level.

    Links lead to http, https and mailto addresses alone; a picture is replaced by its description.
    Raises DomainError beyond 20,000 characters.
    """
    check_length(markdown)
    tokens = _parser().parse(markdown)
    _shift_headings(tokens, level)
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(clean)  # nosec B703 B308 - nh3 has cleaned it


@functools.cache
def _parser():
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    parser.validateLink = lambda address: bool(LINK.match(address))
    parser.add_render_rule("image", _describe_picture)
    return parser


def _describe_picture(_renderer, tokens, index, _options, _env):
    return escape(tokens[index].content)


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
