"""Files that people upload: how they are kept, named and handed out."""

import datetime as dt
import hashlib
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from common import documents
from common.documents import kinds, store
from common.errors import DomainError
from common.models import Document
from tests.common.files import excel, pdf, photograph, picture, word

NOW = dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC)
SOUND = {
    "paper.pdf": (pdf(), "application/pdf", 2),
    "paper.docx": (word(), kinds.WORD, None),
    "figures.xlsx": (excel(), kinds.EXCEL, None),
    "map.png": (picture(), "image/png", None),
    "photo.jpeg": (photograph(), "image/jpeg", None),
    "notes.txt": ("Notes on the café".encode(), "text/plain; charset=utf-8", None),
    "rows.csv": (b"a,b\n1,2\n", "text/csv; charset=utf-8", None),
}


def test_how_large_a_file_may_be_is_typed_in_one_place():
    """A county that allows 50 MB changes `LARGEST_MB` alone (and `LARGEST_PICTURE_MB`, beside it)."""
    root = Path(settings.BASE_DIR)
    said = [path for app in root.glob("*/apps.py") for path in app.parent.rglob("*.py")]
    said += (root / "templates").rglob("*.html")
    assert [path for path in said if re.search(r"\d MB\b", path.read_text(encoding="utf-8"))] == []


@pytest.mark.django_db
class TestStoring:
    @pytest.mark.parametrize("name", SOUND)
    def test_a_sound_file_is_kept(self, name):
        data, media_type, pages = SOUND[name]
        document = documents.store_document(SimpleUploadedFile(name, data, "text/html"), name=name, now=NOW)
        with document.file.open("rb") as file:
            kept = file.read()
        assert (document.media_type, document.pages, document.created_at) == (media_type, pages, NOW)
        assert document.name.rsplit(".", 1)[0] == name.rsplit(".", 1)[0]
        assert document.size == len(kept)
        assert document.sha256 == hashlib.sha256(kept).hexdigest()

    def test_on_disk_it_has_a_random_name_by_the_month_in_london(self):
        names = {documents.store_document(pdf(), name="../../evil.pdf", now=NOW).file.name for _number in range(2)}
        assert len(names) == 2
        assert all(name.startswith("documents/2026/04/") and "evil" not in name for name in names)

    def test_a_name_without_an_ending_gets_one(self):
        assert documents.store_document(pdf(), name="Minutes", now=NOW).name == "Minutes.pdf"

    def test_only_the_allowed_kinds_are_kept(self):
        with pytest.raises(DomainError, match=r"Choose one of these: PNG picture \(.png\), JPEG picture \(.jpg\)"):
            documents.store_document(pdf(), name="a.pdf", allow=documents.PHOTOGRAPHS)

    @pytest.mark.parametrize(
        ("data", "words"),
        [(b"", "is empty"), (b"a" * 10_000_001, "10 MB at most"), (b"<html>", "cannot be used here")],
    )
    def test_a_refusal_names_the_field_and_keeps_nothing(self, data, words):
        with pytest.raises(DomainError, match=words) as refused:
            documents.store_document(io.BytesIO(data), name="a.pdf", field="paper")
        assert refused.value.field == "paper"
        assert not Document.objects.exists()

    def test_a_larger_file_may_be_allowed(self):
        with pytest.raises(DomainError, match="1 MB at most"):
            documents.store_document(b"a" * 1_000_001, name="a.txt", largest=1_000_000)
        assert documents.store_document(b"a" * 10_000_001, name="a.txt", largest=20_000_000).size == 10_000_001

    def test_full_disk_leaves_no_partial_file(self, monkeypatch):
        def fill(path, content):
            raise OSError(28, "No space left on device")

        deleted = []
        monkeypatch.setattr(store.default_storage, "save", fill)
        monkeypatch.setattr(store.default_storage, "delete", deleted.append)
        with pytest.raises(OSError, match="No space left"):
            documents.store_document(pdf(), name="a.pdf", now=NOW)
        assert len(deleted) == 1
        assert not Document.objects.exists()


@pytest.mark.django_db
class TestServing:
    def kept(self, name="Minutes of 3 May.pdf"):
        return documents.store_document(pdf(12), name=name, now=NOW)

    def test_it_is_a_private_download(self):
        response = documents.serve(self.kept())
        content = b"".join(response)
        response.file_to_stream.close()
        assert content.startswith(b"%PDF")
        assert response["Content-Disposition"] == 'attachment; filename="Minutes of 3 May.pdf"'
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        assert "sandbox" in response["Content-Security-Policy"]

    def test_it_can_have_another_name(self):
        response = documents.serve(self.kept(), as_name="Agenda\r\nSet-Cookie: a=b.pdf")
        response.file_to_stream.close()
        assert "\n" not in response["Content-Disposition"]

    def test_a_file_that_is_gone_is_not_found(self):
        document = self.kept()
        document.file.storage.delete(document.file.name)
        with pytest.raises(Http404):
            documents.serve(document)

    def test_its_label_says_type_size_and_pages(self):
        document = self.kept()
        document.size = 240_400
        assert documents.size_label(document) == "PDF, 240 KB, 12 pages"
        shown = Template("{% load documents %}{{ paper|size_label }}").render(Context({"paper": document}))
        assert shown == "PDF, 240 KB, 12 pages"

    @pytest.mark.parametrize(
        ("media_type", "size", "pages", "label"),
        [
            (kinds.WORD, 9, None, "Word document, 1 KB"),
            ("application/pdf", 2_345_678, 1, "PDF, 2.3 MB, 1 page"),
            ("x/y", 999_400, None, "file, 999 KB"),
        ],
    )
    def test_other_labels(self, media_type, size, pages, label):
        assert documents.size_label(Document(media_type=media_type, size=size, pages=pages)) == label


class TestNames:
    @pytest.mark.parametrize(
        ("given_name", "kept"),
        [
            ("Minutes of 3 May.pdf", "Minutes of 3 May.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\A Parent\\issue.PDF", "issue.pdf"),
            ("report\u202efdp.exe", "reportfdp.pdf"),
            ("a\r\nSet-Cookie: b=c.pdf", "aSet-Cookie b=c.pdf"),
            ("\0\x07\u200b.pdf", "pdf.pdf"),
            ("", "document.pdf"),
            ("...", "document.pdf"),
            (".htaccess", "htaccess.pdf"),
            ('<img src="x">.pdf', "img src= x.pdf"),
            ("cafe\u0301.pdf", "café.pdf"),
            ("2026.03.01 notes", "2026.03.01 notes.pdf"),
            ("con|?*:.pdf", "con.pdf"),
        ],
    )
    def test_names_are_made_safe(self, given_name, kept):
        assert documents.clean_name(given_name, "pdf") == kept

    def test_a_long_name_keeps_its_ending(self):
        name = documents.clean_name("a" * 300 + ".pdf", "pdf")
        assert len(name) == 100
        assert name.endswith("aaa.pdf")

    @given(st.text(max_size=200))
    def test_no_name_is_unsafe(self, text):
        name = documents.clean_name(text, "docx")
        assert 5 < len(name) <= 100
        assert name.endswith(".docx")
        assert name.isprintable()
        assert not set(name) & set('/\\<>:"|?*\0')
        assert not name.startswith(".")
