"""The file itself: what it claims, that it is the same each time, and what is in it."""

import datetime as dt
import functools
import hashlib
import io
import os
import subprocess
import sys

import pikepdf
import pypdf
import pytest

from common import pdf, pdf_checks
from common.pdf import assets, text, tree, writing
from tests.common import pdf_example
from tests.common.pdf_example import build, small

LATE = dt.datetime(2026, 10, 8, 23, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def report():
    return build()


@pytest.fixture(scope="module")
def large_report():
    return build(large_print=True)


@functools.cache
def words(data):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def test_a_report_passes_our_checks(report):
    assert pdf_checks.check(report) == []


def test_a_large_print_report_passes_our_checks(large_report):
    assert pdf_checks.check(large_report) == []


def test_the_same_input_gives_the_same_bytes(report):
    assert build() == report


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_process_gives_the_same_bytes(report, seed):
    source = (
        "import django, hashlib; django.setup(); from tests.common.pdf_example import build;"
        " print(hashlib.sha256(build()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(report).hexdigest()


def test_another_identifier_gives_another_file(report):
    other = build(identifier="annual-2026-2")
    assert opened(other).trailer.ID[0] != opened(report).trailer.ID[0]


def test_without_a_date_the_file_has_none(report):
    assert not {"/CreationDate", "/ModDate"} & set(opened(report).docinfo.keys())
    assert b"CreateDate" not in opened(report).Root.Metadata.read_bytes()


def test_a_given_moment_leaves_only_its_day_in_london():
    with opened(small("<p>One</p>", now=LATE)) as file:
        assert str(file.docinfo["/CreationDate"]) == "D:20261009"


def test_title_language_and_author_are_set(report):
    file = opened(report)
    assert str(file.docinfo["/Title"]) == pdf_example.TITLE
    assert str(file.docinfo["/Author"]) == "Westmarch Parent Partnership Service"
    assert str(file.Root.Lang) == "en-GB"


def test_another_language_is_declared():
    assert str(opened(small("<p>Un</p>", language="cy-GB")).Root.Lang) == "cy-GB"


def test_pages_are_numbered_of_their_number(report):
    assert "Page 2 of 13" in words(report)


def test_running_heads_are_not_part_of_the_text(report):
    with opened(report) as file:
        content = file.pages[3].Contents.read_bytes()
    assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= 3


def test_contents_lead_to_every_chapter(report):
    with opened(report) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root][:3] == [
            "The year in one page",
            "The group and its members",
            "What parents raised",
        ]
        names = {str(note.Contents) for note in file.pages[1].Annots}
    assert {"The year in one page", "Money"} <= names


def test_a_link_is_named_by_its_words():
    with opened(small('<p>See <a href="https://example.org/a?b=1">the papers</a></p>')) as file:
        assert str(file.pages[0].Annots[0].Contents) == "the papers (https://example.org/a?b=1)"


def test_an_address_of_ours_gets_its_host(settings):
    settings.SITE_URL = "https://portal.example"
    with opened(small('<p><a href="/issues/PPS-1001/">Issue PPS-1001</a></p>')) as file:
        assert str(file.pages[0].Annots[0].A.URI) == "https://portal.example/issues/PPS-1001/"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "file:///etc/passwd", "x"]
)
def test_a_link_that_leads_nowhere_safe_loses_its_address(address):
    with opened(small(f'<p><a href="{address}">here</a></p>')) as file:
        assert "/Annots" not in file.pages[0]


def test_header_cells_say_which_way_they_read():
    table = (
        "<table><thead><tr><th>Who</th><th>When</th></tr></thead>"
        "<tbody><tr><th colspan=2>Group A</th></tr><tr><th>Council</th><td>May</td></tr></tbody></table>"
    )
    with opened(small(table)) as file:
        scopes = [str(cell.A.Scope) for cell, _path in writing.fixup.walk(file.Root.StructTreeRoot) if cell.S == "/TH"]
    assert scopes == ["/Column", "/Column", "/Column", "/Row"]


def test_only_our_own_type_is_in_the_file(report, large_report):
    for data in (report, large_report):
        with opened(data) as file:
            names = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
        assert names
        assert all("Atkinson" in name for name in names)


MARKUP = """
<ol><li><p>one</p><ul><li>nested<ul><li>deeper</li></ul></li></ul></li><li><p>two</p><p>again</p></li></ol>
<ul><li>tight</li></ul><dl><dt>Word</dt><dd>Meaning, see <a href="#there">there</a></dd></dl>
<pre><code>code</code></pre><p><code>a</code> <kbd>b</kbd> <q>c</q> <sub>d</sub> <mark>e</mark></p>
<blockquote><p>f</p></blockquote>
<p><a href="https://example.org/">Read <em>all <strong>of</strong></em> it</a>,
<b><a href="https://example.org/b">or not</a></b></p>
<h2 id="there">There</h2>
<table><caption>Spans</caption><thead><tr><td></td><th colspan="2">Both</th></tr>
<tr><td></td><th>c</th><th>d</th></tr></thead>
<tbody><tr><th rowspan="2" scope="row">x</th><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></tbody></table>
"""


@pytest.mark.parametrize("large_print", [True, False])
def test_any_text_passes_the_checks(large_print):
    data = small(MARKUP, large_print=large_print)
    assert pdf_checks.check(data) == []
    with opened(data) as file:
        assert all("Atkinson" in str(font.BaseFont) for font in file.pages[0].Resources.Font.values())
        assert sum(note.get("/Subtype") == "/Link" for page in file.pages for note in page.get("/Annots", [])) == 3


def test_names_in_polish_letters_come_out_as_they_are(report):
    assert "Łucja Żółć-Świątek" in words(report)


def test_a_character_outside_the_type_becomes_words():
    data = small("<p>Done &#10003; &rarr; 👍 by ﬁve, ≥ 3, مرحبا بكم and 你好</p>")
    assert "Done [check mark] -> [thumbs up sign] by five, >= 3, [Arabic text] and [Chinese text]" in words(data)
    assert pdf_checks.check(data) == []


def test_a_title_outside_the_type_becomes_words():
    with opened(small("<p>x</p>", title="Thank you all 🎉")) as file:
        assert str(file.docinfo["/Title"]) == "Thank you all [party popper]"


def test_wide_tables_are_stacked_in_large_print(report, large_report):
    def widest(data):
        with opened(data) as file:
            rows = [row for row, _path in writing.fixup.walk(file.Root.StructTreeRoot) if row.S == "/TR"]
            return max(len(row.K) for row in rows)

    assert widest(report) == 5
    assert widest(large_report) <= 3


def test_every_cell_is_still_there_in_large_print(report, large_report):
    for name, *_others, interest in pdf_example.MEMBERS:
        assert name in words(large_report)
        assert interest in words(large_report)
    assert words(large_report).count("Interests declared") == len(pdf_example.MEMBERS)


def test_text_of_large_print_is_18_point(large_report):
    sizes = set()
    reader = pypdf.PdfReader(io.BytesIO(large_report))
    reader.pages[2].extract_text(visitor_text=lambda text, _cm, _tm, font, size: sizes.add((size, bool(text.strip()))))
    drawn = {round(size * 0.75, 1) for size, has_text in sizes if has_text}
    assert 18 in drawn
    assert min(drawn) >= 16


def test_without_the_engine_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(writing, "weasyprint", None)
    monkeypatch.setattr(writing, "MISSING", "cannot load library 'libpango-1.0-0'")
    with pytest.raises(pdf.PdfUnavailable, match="install libpango"):
        small("<p>x</p>")


def test_without_its_libraries_the_module_can_still_be_imported():
    source = (
        "import sys, types\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'weasyprint':\n"
        "            raise OSError('cannot load library libpango-1.0-0')\n"
        "sys.meta_path.insert(0, Finder())\n"
        "import django; django.setup()\n"
        "from common.pdf import PdfUnavailable, render_pdf\n"
        "try:\n"
        "    render_pdf('x.html', {}, title='x', identifier='x')\n"
        "except PdfUnavailable as error:\n"
        "    print(error)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True)
    assert "libharfbuzz-subset0" in done.stdout


def test_the_pages_are_served_without_reading_the_engine_and_a_worker_reads_it_at_its_start():
    source = (
        "import sys, django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "print('weasyprint' in sys.modules)\n"
        "from partnership.celery import app; app.loader.import_default_modules()\n"
        "print('weasyprint' in sys.modules)\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_a_missing_asset_stops_the_build(monkeypatch):
    monkeypatch.setattr("common.pdf.assets.finders.find", lambda name: None)
    assets.read.cache_clear()
    with pytest.raises(pdf.PdfUnavailable, match=r"pdf/fonts\.css"):
        small("<p>x</p>")


class TestReadable:
    """`common.pdf.text`: what stands for a character that our type lacks."""

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("plain", "plain"),
            ("Łukasz, Zoë, Ceredigion’s £5 – “yes” …", "Łukasz, Zoë, Ceredigion’s £5 – “yes” …"),
            ("cafe\u0301", "café"),
            ("x\u030c ǎ", "x a"),
            ("ﬁve №3 ㎏ ②", "five No3 kg 2"),
            ("١٢", "12"),
            ("a\u202ecod.exe\u202c b\u200bc\x07", "acod.exe bc"),
            ("1\u2003000\u202f000", "1 000 000"),
            ("well\u2011being", "well-being"),
            ("👍🏽", "[thumbs up sign]"),
            ("👨\u200d👩\u200d👧", "[man][woman][girl]"),
            ("🇬🇧", "GB"),
            ("1\ufe0f\u20e3", "1"),
            ("Привет мир", "[Cyrillic text]"),
            ("ok مرحبا بكم، ok", "ok [Arabic text] ok"),
            ("你好 и", "[Chinese text] [Cyrillic text]"),
            ("\ue000", "[unknown character]"),
            ("line\nnext\tcell", "line\nnext\tcell"),
        ],
    )
    def test_stands_for(self, written, read):
        assert text.readable(written) == read

    def test_whatever_it_returns_can_be_drawn(self):
        for start in range(0, 0x110000, 0x1000):
            characters = "".join(map(chr, range(start, start + 0x1000)))
            assert {ord(character) for character in text.readable(characters)} - {9, 10, 13} <= text.glyphs()


class TestTree:
    """`common.pdf.tree`: what happens to a page before the engine sees it."""

    def prepared(self, markup, **arguments):
        page = writing.weasyprint.HTML(string=markup, url_fetcher=writing.AssetFetcher(), base_url="asset:")
        tree.prepare(page.etree_element, **arguments)
        return page.etree_element

    def test_headings_of_the_same_words_get_two_addresses(self):
        root = self.prepared("<h2>Money</h2><h2>Money</h2><h2 id=money-3>x</h2><h3>Money</h3>")
        names = [heading.get("id") for heading in root.iter() if heading.tag in {"h2", "h3"}]
        assert names == ["money", "money-2", "money-3", "money-4"]

    def test_contents_go_as_deep_as_asked(self):
        headings = "<h2>One</h2><h3>One a</h3><h2 class=unlisted>Two</h2><h2>Three</h2>"
        shallow = self.prepared(f"<nav class=contents></nav>{headings}")
        deep = self.prepared(f"<nav class='contents deep'></nav>{headings}")
        assert [tree.words(link) for link in shallow.iter("a")] == ["One", "Three"]
        assert [tree.words(link) for link in deep.iter("a")] == ["One", "One a", "Three"]

    def test_a_drawing_is_described_by_title_and_description(self):
        root = self.prepared('<svg xmlns="http://www.w3.org/2000/svg"><title>Bars.</title><desc>A: 1.</desc></svg>')
        assert next(root.iter(f"{tree.SVG}title")).text == "Bars. A: 1."

    def test_a_description_is_cut_at_a_word(self):
        root = self.prepared(
            f'<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><desc>{"word " * 300}</desc></svg>'
        )
        said = next(root.iter(f"{tree.SVG}title")).text
        assert len(said) <= tree.ALT_LENGTH
        assert said.endswith("word…")

    def test_a_narrow_table_and_one_that_is_kept_are_not_stacked(self):
        row = "<tr>" + "<td>x</td>" * 5 + "</tr>"
        head = "<thead><tr>" + "<th>h</th>" * 5 + "</tr></thead>"
        root = self.prepared(
            f"<table class=keep>{head}{row}</table><table><thead><tr><th>a<th>b</thead><tr><td>1<td>2</table>",
            is_large_print=True,
        )
        assert [table.get("class") for table in root.iter("table")] == ["keep", None]
