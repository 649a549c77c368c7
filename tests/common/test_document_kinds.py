"""What may be uploaded, by its content: every kind, and the words in which the others are refused."""

import pytest

from common import documents
from common.documents import clean_name, kinds
from common.errors import DomainError
from tests.common.files import archive, pdf, photograph, word


def refusal(data, name="paper.pdf", **arguments):
    """Return the words in which a file is refused before anything is kept."""
    with pytest.raises(DomainError) as refused:
        kinds.examine(data, name, **arguments)
    return refused.value.message


class TestKinds:
    @pytest.mark.parametrize(
        "data",
        [
            b"<!doctype html><script>alert(1)</script>",
            b"\n\n <HTML><body>",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            b'<?xml version="1.0"?><svg/>',
            "\ufeff<script>".encode(),
            "\ufeff<script>".encode("utf-16"),
            b"<!-- x --><script>",
            b"GIF89a\x01\x00\x01\x00\x00",
            b"MZ\x90\x00\x03",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            b"\x7fELF\x02\x01",
            b"text with a \0 in it",
            b"   \n",
            archive({"a.txt": "x"}),
            archive({"word/document.xml": "<w/>"}),
        ],
    )
    @pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.docx", "a"])
    def test_a_file_of_another_kind_is_refused_whatever_its_name(self, data, name):
        assert refusal(data, name).startswith("This file cannot be used here. Choose one of these: PDF (.pdf), Word")

    @pytest.mark.parametrize("name", ["a.docx", "a.pdf.exe", "a.png", "a.html"])
    def test_a_name_that_contradicts_the_content_is_refused(self, name):
        assert refusal(pdf(), name).startswith(
            f"The name of this file ends in .{name.rsplit('.', 1)[1]}, but it is a PDF"
        )

    @pytest.mark.parametrize("name", ["Minutes 09.02.27", "Letter to Dr.Smith", "Agenda v1.2", "Minutes", "Paper.PDF"])
    def test_a_name_that_ends_in_a_date_or_a_person_has_no_ending(self, name):
        assert kinds.examine(pdf(), name)[0].key == "pdf"
        assert clean_name(name, "pdf") == f"{name.removesuffix('.PDF')}.pdf"

    @pytest.mark.parametrize("name", ["photo.jfif", "photo.jpe", "photo.jpg", "photo.png", "photo.heic"])
    def test_a_picture_may_be_named_as_another_kind_of_picture(self, name):
        assert kinds.examine(photograph(), name, allow=documents.PHOTOGRAPHS)[0].key == "jpg"

    def test_text_in_the_encodings_of_spreadsheets_is_kept_as_utf_8(self):
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            data = "Zoë,£5\r\n".encode(encoding)
            assert kinds.examine(data, "a.csv") == (kinds.KINDS["csv"], "Zoë,£5\r\n".encode(), None)

    def test_a_table_of_a_million_columns_is_refused(self):
        assert refusal(b"a," * 1_000_000, "a.csv") == "A table can have 500 columns at most."

    def test_a_table_with_an_endless_cell_is_refused(self):
        assert refusal(b'"' + b"a" * 200_000, "a.csv").startswith("This table cannot be read")

    def test_nobody_is_asked_for_a_pdf_where_none_is_taken(self):
        assert refusal(archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt").endswith("as a PDF.")
        words = refusal(archive({"mimetype": "application/vnd.oasis"}), "a.odt", allow={"docx"})
        assert words == "This file cannot be used here. Choose one of these: Word document (.docx)."

    def test_a_word_file_where_none_is_taken_is_refused_unread(self):
        assert refusal(word(), "a.docx", allow={"pdf"}).startswith("This file cannot be used here")
        assert refusal(word(), "a.docx", allow={"xlsx"}).startswith("This file cannot be used here")

    def test_each_kind_may_be_as_large_as_it_says(self):
        assert refusal(b"a" * 11, "a.txt", largest=10).startswith("This file is too large")
        assert kinds.examine(photograph(), "a.jpg", largest=10)[0].key == "jpg"
