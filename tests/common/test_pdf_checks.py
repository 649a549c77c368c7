"""Each check is shown a sound file and one that is broken in the way it looks for."""

import contextlib
import io
import re

import pikepdf
import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from common import pdf_checks
from common.pdf import writing
from common.pdf.fixup import kids, walk
from tests.common.pdf_example import small

BODY = """
<h2>One</h2><p>Text with <a href="https://example.org/">a link</a>.</p><ul><li>First</li><li>Second</li></ul>
<h3>Two</h3>
<table><thead><tr><th>Who</th><th>When</th></tr></thead>
<tbody><tr><th scope="row">Council</th><td>May</td></tr>
<tr><th scope="row">Health</th><td>June</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><title>Answers in time: council 9, health 4</title>
<rect width="9" height="9"/><text x="80" text-anchor="end" font-family="Atkinson Hyperlegible Next">49</text></svg>
"""


@pytest.fixture(scope="module")
def sound():
    return small(BODY)


@pytest.fixture
def broken(sound):
    """`broken(change)` returns the problems of a copy after `change(pdf)`."""

    def check_after(change):
        with pikepdf.open(io.BytesIO(sound)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out)
        return pdf_checks.check(out.getvalue())

    return check_after


def first(pdf, name):
    return next(element for element, _path in walk(pdf.Root.StructTreeRoot) if str(element.S) == f"/{name}")


def set_xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata = pdf.make_stream(data.replace(old, new))


def set_attribute(name, key, value):
    def change(pdf):
        first(pdf, name)[key] = value

    return change


def drop_attribute(name, key):
    def change(pdf):
        del first(pdf, name)[key]

    return change


def draw(content):
    def change(pdf):
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + content)

    return change


def test_a_sound_file_has_no_problems(sound):
    assert pdf_checks.check(sound) == []


def test_a_file_on_disk_is_checked_too(sound, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(sound)
    assert pdf_checks.check(path) == []


def test_file_that_is_not_a_pdf_cannot_be_opened():
    assert pdf_checks.check(b"hello")[0].startswith("01 cannot be opened")


def test_a_file_without_tags_fails():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    assert pdf_checks.check(out.getvalue()) == ["01 has no tags"]


def test_a_locked_file_fails(sound):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "26 is encrypted" in pdf_checks.check(out.getvalue())


@pytest.mark.parametrize("description", ["", "short", "word " * 130])
def test_a_figure_without_a_fitting_description_fails(broken, description):
    problems = broken(set_attribute("Figure", "/Alt", String(description)))
    assert [problem.split(" in ")[0] for problem in problems] == ["13 figure described"]


def test_a_figure_without_any_description_fails(broken):
    assert broken(drop_attribute("Figure", "/Alt")) == ["13 figure described in 0 characters: ''"]


def test_a_figure_called_an_image_fails(broken):
    problems = broken(set_attribute("Figure", "/Alt", String("Image of a bar chart with bars")))
    assert problems == ["13 figure description begins 'Image of a b': say what it shows"]


def test_a_header_cell_without_a_scope_fails(broken):
    def change(pdf):
        del first(pdf, "TH").A.Scope

    assert broken(change) == ["15 header cell without a scope"]


def test_a_table_without_a_header_cell_fails(broken):
    def change(pdf):
        for element, _path in walk(pdf.Root.StructTreeRoot):
            if element.S == Name.TH:
                element.S = Name.TD

    assert broken(change) == ["15 table without a header cell"]


def test_rows_of_different_widths_fail(broken):
    def change(pdf):
        row = first(pdf, "TR")
        row.K = Array(list(row.K)[:1])

    assert "15 table whose rows are not of the same width" in broken(change)


def test_cells_over_several_rows_and_columns_count():
    table = (
        "<table><thead><tr><th rowspan=2>a</th><th colspan=2>b</th></tr><tr><th>c</th><th>d</th></tr></thead>"
        "<tbody><tr><th>1</th><td>2</td><td>3</td></tr></tbody></table>"
    )
    assert pdf_checks.check(small(table)) == []


def test_two_first_headings_fail(broken):
    assert "14 needs exactly one first-level heading, before all others" in broken(set_attribute("H2", "/S", Name.H1))


def test_a_level_left_out_fails(broken):
    assert broken(set_attribute("H2", "/S", Name.H3)) == ["14 a heading level is left out"]


def test_an_unknown_tag_fails(broken):
    assert broken(set_attribute("P", "/S", Name.Paragraph)) == ["02 unknown tag Paragraph"]


@pytest.mark.parametrize(
    ("tag", "other", "problem"),
    [
        ("L", Name.Div, "09 LI inside Div (x2)"),
        ("LBody", Name.P, "09 P inside LI"),
        ("LI", Name.P, "09 LBody inside P"),
        ("TR", Name.Div, "09 TH inside Div (x2)"),
        ("THead", Name.Div, "09 TR inside Div"),
        ("TH", Name.P, "09 P inside TR"),
    ],
)
def test_lists_and_tables_put_together_wrongly_fail(broken, tag, other, problem):
    assert problem in broken(set_attribute(tag, "/S", other))


@pytest.mark.parametrize("content", [b"\n0 0 9 9 re f", b"\n/P <</MCID 9999>> BDC 0 0 9 9 re f EMC"])
def test_content_without_a_tag_fails(broken, content):
    assert broken(draw(content)) == ["01 content without a tag, page 1"]


def test_content_marked_as_artifact_passes(broken):
    assert broken(draw(b"\n/Artifact BMC 0 0 9 9 re f EMC")) == []


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("/Contents", String(""), "28 link without a name, page 1"),
        ("/F", 0, "28 annotation that is not printed, page 1"),
    ],
)
def test_a_link_that_is_not_named_or_printed_fails(broken, key, value, problem):
    def change(pdf):
        pdf.pages[0].Annots[0][key] = value

    assert broken(change) == [problem]


def test_a_link_that_the_tags_do_not_know_fails(broken):
    def change(pdf):
        del pdf.pages[0].Annots[0].StructParent
        link = first(pdf, "Link")
        link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])

    assert broken(change) == ["28 annotation without a tag, page 1", "28 link tag without a link"]


def test_a_link_under_another_tag_fails(broken):
    assert broken(set_attribute("Link", "/S", Name.Span)) == ["28 link without a link tag"]


def test_keys_that_do_not_follow_the_tags_fail(broken):
    def change(pdf):
        del pdf.pages[0].Tabs

    assert broken(change) == ["09 tab order does not follow the tags, page 1"]


@pytest.mark.parametrize("title", [b"x", b"annual-report.pdf", b""])
def test_a_title_that_no_person_would_give_fails(broken, title):
    problems = broken(lambda pdf: set_xmp(pdf, b"Annual report of the steering group 2025 to 2026", title))
    assert [problem.split(":")[0] for problem in problems] == ["06 title is missing, short or a file name"]


@pytest.mark.parametrize("language", ["", "English", "en_GB"])
def test_invalid_language_fails(broken, language):
    def change(pdf):
        pdf.Root.Lang = String(language)

    assert broken(change) == ["11 language is missing or not a language"]


def test_a_file_that_claims_nothing_fails(broken):
    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream(b"<x/>")
        del pdf.Root.OutputIntents, pdf.Root.MarkInfo, pdf.Root.ViewerPreferences

    assert {problem[:25] for problem in broken(change)} >= {
        "05 does not claim PDF/UA-",
        "06 does not claim PDF/A-3",
        "06 has no output intent f",
        "06 does not say that it i",
        "07 shows the file's name ",
    }


@pytest.mark.parametrize(
    ("key", "problem"), [("/JavaScript", "29 has a script"), ("/EmbeddedFiles", "29 carries other files")]
)
def test_a_script_or_a_file_inside_fails(broken, key, problem):
    def change(pdf):
        pdf.Root.Names = Dictionary({key: Dictionary(Names=Array([]))})

    assert broken(change) == [problem]


def test_a_font_that_is_not_in_the_file_fails(broken):
    def change(pdf):
        for font in pdf.pages[0].Resources.Font.values():
            del font.DescendantFonts[0].FontDescriptor.FontFile2

    assert all("is not in the file" in problem for problem in broken(change))


def test_a_font_that_cannot_be_read_out_fails(broken):
    def change(pdf):
        for font in pdf.pages[0].Resources.Font.values():
            del font.ToUnicode

    assert all("cannot be read out" in problem for problem in broken(change))


def test_a_character_that_no_font_has_fails(monkeypatch):
    monkeypatch.setattr(writing.tree, "replace_characters", lambda root: None)
    assert any("lacks a character that is used" in problem for problem in pdf_checks.check(small("<p>\U00012345</p>")))


def test_a_long_document_without_bookmarks_fails(broken):
    def change(pdf):
        if "/Outlines" in pdf.Root:
            del pdf.Root.Outlines
        for _number in range(5):
            pdf.add_blank_page()

    assert "27 has no bookmarks" in broken(change)


class TestCommand:
    """`manage.py check_pdf`"""

    def test_a_sound_file_passes(self, sound, tmp_path, capsys):
        path = tmp_path / "sound.pdf"
        path.write_bytes(sound)
        call_command("check_pdf", str(path))
        assert "pass" in capsys.readouterr().out

    def test_one_bad_file_among_good_ones_ends_with_1(self, sound, tmp_path, capsys):
        (tmp_path / "sound.pdf").write_bytes(sound)
        (tmp_path / "bad.pdf").write_bytes(b"hello")
        with pytest.raises(SystemExit) as ended:
            call_command("check_pdf", str(tmp_path / "bad.pdf"), str(tmp_path / "sound.pdf"))
        assert ended.value.code == 1
        shown = capsys.readouterr().out
        assert "FAIL" in shown
        assert "pass" in shown

    def test_missing_file_is_reported(self, tmp_path):
        with pytest.raises(CommandError, match="There is no file"):
            call_command("check_pdf", str(tmp_path / "none.pdf"))


def test_a_text_that_leaves_its_page_fails():
    assert pdf_checks.check(small('<p style="white-space: nowrap">' + "as wide as it likes " * 20 + "</p>")) == [
        "text that leaves page 1: as wide as it likes as wide as it likes "
    ]


def test_a_word_of_many_letters_stays_on_its_page():
    table = f"<table><tr><th>Who</th></tr><tr><td><bdi>{'w' * 300}</bdi></td></tr></table>"
    assert pdf_checks.check(small(f"<h2>{'Long' * 40}</h2><p>{'x' * 300}</p>{table}")) == []


def test_a_list_keeps_the_numbers_that_were_typed():
    data = small('<ol><li value="7">seven</li><li value="9">nine</li><li value="2026">year</li></ol>')
    said = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert re.findall(r"\d+\.", said) == ["7.", "9.", "2026."]


def test_a_line_does_not_end_after_its_first_word():
    words = "The answer was no: “More overnight short breaks”, Marlshire County Council: Short Breaks."
    lists = "".join(
        f'<div style="width: {wide}mm"><ul>\n<li>\n  {words}\n </li></ul></div>' for wide in range(100, 170, 3)
    )
    with contextlib.closing(pypdfium2.PdfDocument(small(lists))) as document:
        said = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert said.count("The answer was no") == 24
