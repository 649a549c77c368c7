"""Office files: what a reader would not see is refused with its place, or taken out where the person asks."""

import io
import zipfile

import docx
import openpyxl
import pytest

from common.documents.kinds import KINDS, examine
from common.errors import DomainError
from tests.common.file_checks.offices import CLEAN, DANGEROUS, HIDDEN, UNSEEN, broken_archive, locked, row, rows
from tests.common.files import AUTHOR, excel, pictured, relation, slides, word


def refusal(data, name="a", **options):
    with pytest.raises(DomainError) as refused:
        examine(data, name, **options)
    return str(refused.value.message)


def all_bytes(data):
    """Return every part of a file, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return b"\n".join(name.encode() + file.read(name) for name in file.namelist())


@pytest.mark.parametrize("trick", UNSEEN)
def test_what_a_reader_would_not_see_is_refused_with_its_place(trick):
    make, words = UNSEEN[trick]
    assert refusal(make()) == (
        f"This file holds what its readers would not see: {words}. Take it out, or tick ‘Take out what readers would "
        "not see’, and choose the file again."
    )


@pytest.mark.parametrize("trick", UNSEEN)
def test_it_is_taken_out_where_the_person_asks(trick):
    """What is stored holds none of it, and would be taken without asking."""
    _kind, data, _pages = examine(UNSEEN[trick][0](), "a", hidden="take_out")
    kept = all_bytes(data)
    assert HIDDEN.encode() not in kept
    assert b"evil" not in kept
    assert examine(data, "a")[1] == data


@pytest.mark.parametrize("trick", DANGEROUS)
@pytest.mark.parametrize("hidden", ["refuse", "take_out", "leave"])
def test_what_is_dangerous_is_refused_whatever_is_asked(trick, hidden):
    make, words = DANGEROUS[trick]
    assert words in refusal(make(), hidden=hidden)


@pytest.mark.parametrize("twin", CLEAN)
def test_each_clean_twin_is_kept_without_its_author(twin):
    before = CLEAN[twin]()
    assert AUTHOR.encode() in all_bytes(before)
    kind, data, _pages = examine(before, "a")
    assert kind.key in {"docx", "xlsx", "pptx"}
    assert AUTHOR.encode() not in all_bytes(data)


def test_a_picture_in_a_document_loses_where_it_was_taken():
    assert b"Telephone" in all_bytes(pictured())
    kept = all_bytes(examine(pictured(), "a")[1])
    assert b"word/media/a.jpg\xff\xd8" in kept
    assert b"Telephone" not in kept


def test_a_picture_goes_with_the_hidden_text_it_stood_in():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>"
    kept = all_bytes(examine(pictured(hidden), "a", hidden="take_out")[1])
    assert b"media" not in kept


def test_a_slide_and_a_sheet_that_nothing_names_are_left_behind():
    slide = relation("slide", "slides/slide9.xml", "rId9")
    parts = {"ppt/slides/slide9.xml": f"<p:sld xmlns:p='urn:p'>{HIDDEN}</p:sld>"}
    assert HIDDEN.encode() not in all_bytes(examine(slides(rels=slide, **parts), "a")[1])
    sheet = relation("worksheet", "worksheets/sheet9.xml", "rId9")
    parts = {"xl/worksheets/sheet9.xml": rows(row(""))}
    assert HIDDEN.encode() not in all_bytes(examine(excel(rels=sheet, **parts), "a")[1])


def test_words_that_were_put_in_stay_and_those_struck_out_go():
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r>"
        "<w:del><w:r><w:delText>two </w:delText></w:r></w:del><w:ins><w:r><w:t>three</w:t></w:r></w:ins></w:p>"
        "<w:p><w:r><w:t> four</w:t></w:r></w:p>"
    )
    _kind, data, _pages = examine(word(body), "a", hidden="take_out")
    assert [one.text for one in docx.Document(io.BytesIO(data)).paragraphs] == ["One three four"]


def test_a_workbook_without_its_hidden_sheet_opens_and_shows_values():
    figures = openpyxl.Workbook()
    figures.active.title = "Figures"
    figures.active["A1"] = "Shown"
    families = figures.create_sheet("Families")
    families["A1"], families.sheet_state = HIDDEN, "hidden"
    out = io.BytesIO()
    figures.save(out)
    _kind, data, _pages = examine(out.getvalue(), "a.xlsx", hidden="take_out")
    assert HIDDEN.encode() not in all_bytes(data)
    kept = openpyxl.load_workbook(io.BytesIO(data))
    assert kept.sheetnames == ["Figures"]
    assert kept["Figures"]["A1"].value == "Shown"


def test_a_house_template_is_stored_as_a_document():
    kind, data, _pages = examine(word(main="template"), "Agenda.dotx")
    assert kind is KINDS["docx"]
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "Words"


@pytest.mark.parametrize("make", [word, excel, slides])
def test_a_locked_document_is_called_locked(make):
    assert refusal(locked(make()), "a.docx") == "This file is locked with a password. Save it without one."


def test_an_email_is_to_be_saved_as_a_pdf():
    words = "This is an e-mail. Open it, print it to a PDF, and choose that file."
    assert refusal(b"From: a@example.org\r\nSubject: Agenda\r\n\r\nWords", "Agenda.eml") == words
    assert refusal(b"From: a@example.org\r\n\r\nWords", "Agenda.eml", allow={"png"}).startswith("This file cannot be")


def test_a_damaged_one_says_so():
    assert "damaged" in refusal(broken_archive(), "a.docx")
