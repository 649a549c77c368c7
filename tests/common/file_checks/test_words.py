"""The words in a file are read as a person finds them who opens it, and never hang or crash the server."""

import io

import pikepdf
import pytest

from common.documents import check_document, words_in
from common.documents.words import Words
from common.file_checks import words
from common.file_checks.findings import MOST_LETTERS
from tests.common.files import X, excel, pdf, pdf_saying, picture, pictured, slides, word

NAMED = "Our son Tobias Fenwick"
CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Tobias Fenwick</t></is></c>'
    '<c r="B1" t="d"><v>2014-03-11</v></c><c r="C1"><v>4505577104</v></c></row>'
)
SHEET = f"<worksheet {X}><sheetData>{CELLS}</sheetData></worksheet>"
SLIDE = '<a:p xmlns:a="urn:a"><a:r><a:t>Our son </a:t></a:r><a:r><a:t>Tobias Fenwick</a:t></a:r></a:p>'
FILES = {
    "paper.pdf": (pdf_saying("Buses in winter", NAMED), f"Buses in winter\r\n{NAMED}"),
    "paper.docx": (
        word("<w:p><w:r><w:t>Our son Tobias</w:t></w:r><w:r><w:t> Fenwick</w:t></w:r></w:p><w:p/>"),
        f"{NAMED}\n",
    ),
    "figures.xlsx": (excel(SHEET), "Figures\nTobias Fenwick, 11/03/2014, 4505577104"),
    "talk.pptx": (slides(SLIDE), NAMED),
    "notes.txt": (NAMED.encode(), NAMED),
    "rows.csv": (f"{NAMED},1\n".encode(), f"{NAMED},1\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_each_kind_of_file_are_read(name):
    data, expected = FILES[name]
    assert words_in(check_document(data, name=name)) == Words(expected, is_all=True)


@pytest.mark.parametrize(("name", "data"), [("map.png", picture()), ("scan.pdf", pdf())])
def test_nobody_says_what_stands_in_a_picture_or_a_scan(name, data):
    assert not words_in(check_document(data, name=name)).is_all


def test_pictures_beside_words_are_told_from_words_alone():
    read = words_in(check_document(pictured("<w:r><w:t>Our son Tobias</w:t></w:r><w:r>"), name="paper.docx"))
    assert (read.text.strip(), read.is_all) == ("Our son Tobias", False)
    letter = pdf_saying("Our son Tobias", picture=picture())
    assert words_in(check_document(letter, name="paper.pdf")) == Words("Our son Tobias", is_all=False)


@pytest.mark.parametrize(("kind", "is_all"), [("/FreeText", False), ("/Stamp", False), ("/Link", True)])
def test_what_is_laid_on_a_page_is_told_from_its_words(kind, is_all):
    with pikepdf.open(io.BytesIO(pdf_saying("Buses in winter"))) as file:
        laid = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[10, 10, 90, 40])
        laid.Contents = pikepdf.String(NAMED)
        file.pages[0].Annots = pikepdf.Array([file.make_indirect(laid)])
        out = io.BytesIO()
        file.save(out)
    read = words.check(out.getvalue(), {"key": "pdf"})
    assert (read.key == "txt") is is_all


def test_words_in_boxes_on_a_sheet_are_read():
    box = '<d:wsDr xmlns:d="urn:d" xmlns:a="urn:a"><a:p><a:r><a:t>Our son Tobias</a:t></a:r></a:p></d:wsDr>'
    read = words.check(excel(SHEET, **{"xl/drawings/drawing1.xml": box}), {"key": "xlsx"})
    assert read.data.decode().endswith("Our son Tobias")


@pytest.mark.parametrize("key", ["pdf", "docx", "xlsx", "pptx"])
def test_a_file_that_cannot_be_read_is_refused_whatever_is_wrong(key):
    with pytest.raises(words.Refused):
        words.check(b"PK\x03\x04 and nothing more", {"key": key})


def test_more_words_than_are_looked_through_count_as_unread():
    data = word(f"<w:p><w:r><w:t>{'word ' * 25_000}</w:t></w:r></w:p>")
    assert words_in(check_document(data, name="long.docx")) == Words()


def test_a_long_text_is_read_in_part_like_any_long_file():
    read = words_in(check_document(b"a bus " * 20_000, name="buses.txt"))
    assert (len(read.text), read.is_all) == (MOST_LETTERS, False)
    assert words_in(check_document(b"a bus " * 100, name="buses.txt")).is_all
