"""What may be uploaded, by its content: every kind, and the words in which the others are refused."""

import zipfile

import pytest

from common import documents
from common.documents import clean_name, kinds, office
from common.errors import DomainError
from tests.common.files import TYPES, archive, excel, pdf, photograph, word


def refusal(data, name="paper.pdf", **arguments):
    """Return the words in which a file is refused before anything is kept."""
    with pytest.raises(DomainError) as refused:
        kinds.kind_of(data, name, **arguments).check(data)
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
        assert kinds.kind_of(pdf(), name).key == "pdf"
        assert clean_name(name, "pdf") == f"{name.removesuffix('.PDF')}.pdf"

    @pytest.mark.parametrize("name", ["photo.jfif", "photo.jpe", "photo.jpg", "photo.png", "photo.heic"])
    def test_a_picture_may_be_named_as_another_kind_of_picture(self, name):
        assert kinds.kind_of(photograph(), name, documents.PHOTOGRAPHS).key == "jpg"

    def test_text_in_the_encodings_of_spreadsheets_is_kept_as_utf_8(self):
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            data = "Zoë,£5\r\n".encode(encoding)
            assert kinds.kind_of(data, "a.csv").check(data) == ("Zoë,£5\r\n".encode(), None)

    def test_a_table_of_a_million_columns_is_refused(self):
        assert refusal(b"a," * 1_000_000, "a.csv") == "A table can have 500 columns at most."

    def test_a_table_with_an_endless_cell_is_refused(self):
        assert refusal(b'"' + b"a" * 200_000, "a.csv").startswith("This table cannot be read")


class TestOffice:
    @pytest.mark.parametrize(
        "name",
        [
            *("word/vbaProject.bin", "xl/VBAPROJECT.BIN", "word/activeX/activeX1.xml", "xl/macrosheets/sheet1.xml"),
            *("word/embeddings/oleObject1.bin", "evil.exe", "a/b.JS"),
        ],
    )
    @pytest.mark.parametrize("make", [word, excel])
    def test_macros_and_programs_are_refused(self, make, name):
        assert refusal(make(**{name: "x"}), "a").startswith("This file has macros or programs in it")

    def test_a_macro_type_under_a_plain_name_is_refused(self):
        types = TYPES.replace("openxmlformats", "ms-word.document.macroEnabled.main+xml")
        assert "macros" in refusal(word(**{"[Content_Types].xml": types}), "a.docx")

    def test_macros_in_another_encoding_are_refused(self):
        types = TYPES.replace("openxmlformats", "macroEnabled").encode("utf-16")
        assert "macros" in refusal(word(**{"[Content_Types].xml": types}), "a.docx")

    def test_a_template_fetched_from_elsewhere_is_refused(self):
        relation = '<Relationship Id="1" Type="http://x/attachedTemplate" Target="http://evil" TargetMode="External"/>'
        assert "macros" in refusal(word(**{"word/_rels/settings.xml.rels": relation}), "a.docx")

    def test_a_link_to_elsewhere_is_kept(self):
        relation = '<Relationship Id="1" Type="http://x/hyperlink" Target="http://good" TargetMode="External"/>'
        data = word(**{"word/_rels/document.xml.rels": relation})
        assert kinds.kind_of(data, "a.docx").check(data) == (data, None)

    @pytest.mark.parametrize("mark", ['<w:ins w:id="1">', "<w:del>", "<w:moveFrom/>", '<x:moveTo w:id="2">', "<ins >"])
    def test_tracked_changes_are_refused(self, mark):
        assert "tracked changes" in refusal(word(**{"word/document.xml": f"<w:document>{mark}"}), "a.docx")

    def test_tracked_changes_in_a_footer_are_refused(self):
        assert "tracked changes" in refusal(word(**{"word/footer2.xml": "<w:del >"}), "a.docx")

    @pytest.mark.parametrize("text", ["<w:instrText>", "<w:delText>", "<w:insideH/>", "ins del"])
    def test_similar_words_are_not_taken_for_tracked_changes(self, text):
        data = word(**{"word/document.xml": f"<w:document>{text}"})
        assert kinds.kind_of(data, "a.docx").check(data)[0] == data

    def test_comments_are_refused_and_an_empty_list_of_them_is_not(self):
        assert "comments" in refusal(word(**{"word/comments.xml": '<w:comments><w:comment w:id="0">'}), "a.docx")
        data = word(**{"word/comments.xml": "<w:comments/>"})
        assert kinds.kind_of(data, "a.docx").check(data)[0] == data

    @pytest.mark.parametrize("state", ["hidden", "veryHidden"])
    def test_hidden_sheets_are_refused(self, state):
        book = f"<workbook><sheet name='A'/><sheet name=\"B\" state='{state}' r:id='2'/></workbook>"
        assert "hidden sheets" in refusal(excel(book), "a.xlsx")

    def test_a_bomb_is_refused(self):
        assert "unpacks to far more" in refusal(word(**{"word/media/a.bmp": b"\0" * 30_000_000}), "a.docx")

    def test_too_many_parts_are_refused(self, monkeypatch):
        monkeypatch.setattr(office, "MOST_PARTS", 3)
        assert "unpacks to far more" in refusal(word(a="", b=""), "a.docx")

    def test_parts_that_are_too_large_together_are_refused(self, monkeypatch):
        monkeypatch.setattr(office, "MOST_BYTES", 100)
        assert "unpacks to far more" in refusal(word(a="x" * 100), "a.docx")

    def test_a_broken_archive_is_refused(self):
        assert "damaged" in refusal(word()[:-30], "a.docx")
        data = bytearray(archive({"[Content_Types].xml": TYPES, "word/document.xml": "x" * 500}, zipfile.ZIP_STORED))
        data[data.index(b"xxxxx") + 3] = 0
        assert "damaged" in refusal(bytes(data), "a.docx")
