"""Text with a little structure: what people may write, and what never gets through."""

import html
import re
import time
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from common import richtext
from common.errors import DomainError

ALLOWED = richtext.TAGS
KNOWN = {"href", "rel", "value", "class", "scope", "data-label", "dir"}


class Sieve(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.attributes = set(), [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.addresses += [value for name, value in attrs if name in {"href", "src"}]


def sieved(html):
    sieve = Sieve()
    sieve.feed(str(html))
    return sieve


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("**strong** and *soft*", "<p><strong>strong</strong> and <em>soft</em></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("{{ settings.SECRET_KEY }}", "<p>{{ settings.SECRET_KEY }}</p>"),
    ],
)
def test_a_little_structure_is_kept(written, shown):
    assert plain(richtext.render(written)) == shown


TYPED = [
    (
        "7. a\n9. b\n2026. c",
        '<ol><li value="7">a</li><li value="9">b</li><li value="2026" class="app-long-number">c</li></ol>',
    ),
    ("RESOLVED\n(i) one\n(ii) two", "<p>RESOLVED<br>(i) one<br>(ii) two</p>"),
    ("Then:\n7. a\n9. b", "<p>Then:<br>7. a<br>9. b</p>"),
    ("1) a\n2) b", "<p>1) a<br>2) b</p>"),
    ("+ 3\n+ 4", "<p>+ 3<br>+ 4</p>"),
    ("007. Bond", "<p>007. Bond</p>"),
    ("    four spaces and more", "<p>four spaces and more</p>"),
    ("\tone\n\ttwo", "<p>one<br>two</p>"),
    ("```\ncode\n```\n`x`", "<p>```<br>code<br>```<br>`x`</p>"),
    ("[x]: https://example.org", "<p>[x]: https://example.org</p>"),
    ("•\tone\n·       two\no\tthree", "<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>"),
    ("1.\tone\n2.\ttwo", '<ol><li value="1">one</li><li value="2">two</li></ol>'),
    ("(i)\tone\n(ii)\ttwo", "<p>(i)\u2003one<br>(ii)\u2003two</p>"),
    ("one\ttwo", "<p>one\u2003two</p>"),
    (
        "Area\tNumber\nNorth <b>\t3\n\t4",
        '<table class="govuk-table app-stack"><thead><tr><th scope="col">Area</th><th scope="col">Number</th></tr>'
        "</thead>"
        '<tbody><tr><td data-label="Area">North &lt;b&gt;</td><td data-label="Number">3</td></tr>'
        '<tr><td data-label="Area"></td><td data-label="Number">4</td></tr></tbody></table>',
    ),
    ("One\ttwo\nOne\ttwo\tthree", "<p>One\u2003two<br>One\u2003two\u2003three</p>"),
]


@pytest.mark.parametrize("render", [richtext.render, richtext.render_words])
@pytest.mark.parametrize(("typed", "shown"), TYPED)
def test_what_was_typed_is_shown_as_it_was_typed(typed, shown, render):
    assert plain(render(typed)) == shown


def test_a_table_whose_corner_is_empty_has_no_empty_heading():
    shown = richtext.render_words("\tBoys\tGirls\nNorth\t3\t4")
    assert "<th scope" in shown
    assert "</th>" in shown
    assert "></th>" not in shown
    assert 'data-label=""' not in shown


@pytest.mark.parametrize(
    "sign", ["# A", "**a** *b* _c_", "> a", "a\n---", "---", "[a](https://example.org)", "&amp; \\*"]
)
def test_in_anybodys_words_every_other_sign_is_as_it_was_typed(sign):
    shown = plain(richtext.render_words(sign))
    assert html.unescape(re.sub(r"</?p>", "", shown).replace("<br>", "\n")) == sign


@pytest.mark.parametrize("typed", ["a", "- a", "7. a", "# a", "a\tb\nc\td"])
def test_each_block_takes_the_direction_of_its_own_script(typed):
    shown = richtext.render(typed)
    assert re.findall(r"<(?:p|li|h3|td|th)\b", shown)
    assert not re.findall(r"<(?:p|li|h3|td|th)\b(?![^>]*dir=\"auto\")", shown)


def test_a_text_within_a_line_keeps_its_lines_and_its_direction():
    assert richtext.render_lines("a < b\nc") == "<bdi>a &lt; b<br>c</bdi>"
    assert richtext.render_lines(mark_safe("<a>x</a>\ny")) == "<bdi><a>x</a><br>y</bdi>"


def test_a_text_with_a_cell_to_itself_has_blocks_where_it_has_several_lines():
    cell = Template("{{ text|typed_cell }}")
    assert cell.render(Context({"text": "one"})) == "<bdi>one</bdi>"
    assert "<table" in cell.render(Context({"text": "a\tb\nc\td"}))
    assert cell.render(Context({"text": mark_safe("<a>x</a>\ny")})) == "<bdi><a>x</a><br>y</bdi>"
    assert cell.render(Context({"text": ""})) == ""


def plain(shown):
    """Return HTML without directions and the line breaks between its tags."""
    return re.sub(r"\n(?=<|$)|(?<=>)\n", "", shown.replace(' dir="auto"', ""))


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org", "HTTPS://EXAMPLE.ORG"]
)
def test_links_to_the_web_and_to_mail_are_kept(address):
    shown = richtext.render(f"[words]({address})")
    assert len(sieved(shown).addresses) == 1
    assert 'rel="nofollow noopener noreferrer"' in shown


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java&#x0A;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;&#x61;vascript&colon;alert(1)",
        "\x01javascript:alert(1)",
        "%6aavascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "/admin/",
        "#top",
        "https:evil",
        "https://",
        "ftp://example.org",
        "asset:pdf/base.css",
    ],
)
@pytest.mark.parametrize("form", ["[words]({})", "[words](<{}>)", "<{}>", "[words][1]\n\n[1]: {}"])
def test_other_addresses_are_removed_from_links(address, form):
    assert sieved(richtext.render(form.format(address))).addresses == []


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src=//evil.example></iframe>",
        "<style>@import '//evil.example'</style>",
        "<!-- x --><b onclick=alert(1)>x</b>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "`<script>`",
        "```html\n<script>\n```",
        '[x](https://a.example "onclick=alert(1)")',
        '[x](https://a.example/"onmouseover=alert(1)//)',
        "<https://a.example/'onmouseover='alert(1)>",
        "<math><mtext></table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    ],
)
def test_markup_is_printed_or_dropped_but_never_runs(attack):
    found = sieved(richtext.render(attack))
    assert found.tags <= ALLOWED
    assert found.attributes <= KNOWN


@pytest.mark.parametrize(
    "address", ["https://evil.example/pixel.png", "data:image/png;base64,AAAA", "javascript:alert(1)"]
)
def test_pictures_leave_only_their_description(address):
    shown = richtext.render(f'![A <b>map</b> of the "town"]({address})')
    assert not sieved(shown).tags - {"p"}
    assert "map" in shown
    if address.startswith("https"):
        assert "evil" not in shown


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "[a](" * 5_000, "(" * 20_000, "![" * 10_000, "[]" * 10_000, "<" * 20_000, "&#" * 10_000),
        *("*" * 20_000, "*a " * 6_000, "_a*" * 6_000, "`" * 20_000, "\\" * 20_000, "#" * 20_000, "a\n=\n" * 5_000),
        *("> " * 10_000, "- " * 10_000, "a\tb\n" * 5_000, "\t" * 20_000, "a\t\n" * 6_000),
    ],
    ids=lambda text: text[:6],
)
def test_deep_and_broken_text_is_fast(text):
    for render in (richtext.render, richtext.render_words):
        began = time.process_time()
        render(text[:20_000])
        assert time.process_time() - began < 3


def test_twenty_thousand_characters_are_the_most():
    assert richtext.render("a" * 20_000)
    with pytest.raises(DomainError, match="20,000 characters"):
        richtext.render("a" * 20_001)


def test_the_error_names_the_field():
    with pytest.raises(DomainError) as refused:
        richtext.check_length("a" * 20_001, "minutes")
    assert refused.value.field == "minutes"


@pytest.mark.parametrize(
    ("written", "level", "levels"),
    [
        ("# A\n## B\n### C\n# D", 3, ["3", "4", "5", "3"]),
        ("### A\n# B\n#### C", 2, ["2", "2", "3"]),
        ("A\n=\n\nB\n-", 4, ["4", "5"]),
        ("# A\n### B\n## C\n### D", 3, ["3", "4", "4", "5"]),
        ("# 1\n## 2\n### 3\n#### 4\n##### 5", 4, ["4", "5", "6", "6", "6"]),
    ],
)
def test_headings_begin_at_the_level_of_the_page_and_skip_none(written, level, levels):
    shown = richtext.render(written, level)
    assert re.findall(r"<h(\d) ", shown) == levels
    assert re.findall(r"</h(\d)>", shown) == levels


@given(st.text(max_size=300), st.integers(2, 6), st.booleans())
def test_whatever_is_written_only_allowed_markup_comes_out(text, level, has_structure):
    found = sieved(richtext.render(text, level) if has_structure else richtext.render_words(text))
    assert found.tags <= ALLOWED
    assert found.attributes <= KNOWN
    assert all(richtext.LINK.match(address) for address in found.addresses)


def show(text):
    return Template("{% load richtext %}{{ text|richtext:4 }}").render(Context({"text": text}))


def test_the_filter_renders():
    assert plain(show("# A\n\n*b*")) == "<h4>A</h4><p><em>b</em></p>"


def test_the_filter_shows_nothing_for_nothing():
    assert show(None) == ""


def test_the_filter_shows_what_is_too_long_as_it_was_typed():
    shown = show("<script>" + "a" * 20_001)
    assert shown.startswith("<p>&lt;script&gt;aaa")
