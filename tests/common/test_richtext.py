"""Text with a little structure: what people may write, and what never gets through."""

import re
import time
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from common import richtext
from common.errors import DomainError

ALLOWED = richtext.TAGS


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
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>\n"),
        ("**strong** and *soft*", "<p><strong>strong</strong> and <em>soft</em></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("{{ settings.SECRET_KEY }}", "<p>{{ settings.SECRET_KEY }}</p>\n"),
    ],
)
def test_a_little_structure_is_kept(written, shown):
    assert richtext.render(written) == shown


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
    assert found.attributes <= {"href", "rel", "start"}


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
        *("> " * 10_000, "- " * 10_000),
    ],
    ids=lambda text: text[:6],
)
def test_deep_and_broken_text_is_fast(text):
    began = time.perf_counter()
    richtext.render(text[:20_000])
    assert time.perf_counter() - began < 3


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
    assert re.findall(r"<h(\d)>", shown) == levels
    assert re.findall(r"</h(\d)>", shown) == levels


@given(st.text(max_size=300), st.integers(2, 6))
def test_whatever_is_written_only_allowed_markup_comes_out(text, level):
    found = sieved(richtext.render(text, level))
    assert found.tags <= ALLOWED
    assert found.attributes <= {"href", "rel", "start"}
    assert all(richtext.LINK.match(address) for address in found.addresses)


def show(text):
    return Template("{% load richtext %}{{ text|richtext:4 }}").render(Context({"text": text}))


def test_the_filter_renders():
    assert show("# A\n\n*b*") == "<h4>A</h4>\n<p><em>b</em></p>\n"


def test_the_filter_shows_nothing_for_nothing():
    assert show(None) == ""


def test_the_filter_shows_what_is_too_long_as_it_was_typed():
    shown = show("<script>" + "a" * 20_001)
    assert shown.startswith("<p>&lt;script&gt;aaa")
