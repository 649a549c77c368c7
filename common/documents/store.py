"""Keep a file, and hand it out again."""

import dataclasses
import functools
import hashlib
import io
import secrets

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import chain, clock
from common.documents.choosing import ChosenFile
from common.documents.kinds import KINDS, Kind, examine, too_large
from common.documents.names import clean_name
from common.documents.words import words_in
from common.errors import DomainError
from common.models import Document, DocumentWords
from common.sizes import LARGEST_MB, LARGEST_PICTURE_MB, MB

LARGEST = LARGEST_MB * MB
ARCHIVE = Kind("zip", gettext_lazy("ZIP archive"), "application/zip", ("zip",))
LARGEST_PICTURE = LARGEST_PICTURE_MB * MB
# The folder of every document in the storage; what lies beside it is not ours.
FOLDER = "documents"


def store_document(upload, *, name, now=None, allow=None, field="file", largest=None, take_out=False):
    """Check an uploaded file, or bytes, keep it, and return its row: both steps in one, where no row is locked."""
    checked = check_document(upload, name=name, allow=allow, field=field, largest=largest, take_out=take_out)
    return keep_document(checked, now=now)


@dataclasses.dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: its kind, the bytes to store, and its name."""

    kind: Kind
    data: bytes
    pages: int | None
    name: str

    @functools.cached_property
    def words(self):
        """What a program reads in it; the first time takes up to two seconds, so ask before a transaction begins."""
        return words_in(self)


def check_document(upload, *, name="", allow=None, field="file", largest=None, take_out=False, is_only_read=False):
    """Return a chosen file, or bytes, as it may be kept; takes seconds, so call it before a transaction begins.

    What it is, is told by its content; `allow` narrows the kinds, which a `DocumentField` has done already, as it has
    said how large it may be. Files lose who wrote them, pictures where they were taken; `take_out` says that what
    readers of an Office file would not see goes too, rather than being refused, and `is_only_read` that it may stay, as
    nothing of the file is kept. Raises DomainError, for `field`, where it is refused, and Busy where too many files are
    being checked.
    """
    name = name or upload.name
    allow = allow or getattr(upload, "allow", KINDS)
    largest = largest or getattr(upload, "largest", LARGEST)
    try:
        data = _read(upload, largest)
        hidden = "leave" if is_only_read else "take_out" if take_out else "refuse"
        kind, data, pages = examine(data, name, allow=allow, largest=largest, hidden=hidden)
    except DomainError as error:
        error.field = field
        raise
    return CheckedFile(kind, data, pages, name)


def keep_document(checked, *, is_found=False, now=None):
    """Keep a checked file under a random name, and return its row; with its words where it `is_found`."""
    document = _kept(checked.kind, checked.data, checked.pages, checked.name, now or clock.now())
    if is_found:
        keep_words(document, checked)
    return document


def keep_words(document, checked):
    """Keep what a program reads in a file beside it, also where that is nothing: then it was read."""
    DocumentWords.objects.create(document=document, text=checked.words.text.replace("\0", " ").strip())


def read_words(document):
    """Read the words of a file that was kept without them, and keep them; nothing of one whose bytes are gone."""
    kind = next(kind for kind in KINDS.values() if kind.media_type == document.media_type)
    try:
        data = read_document(document)
    except FileNotFoundError:
        DocumentWords.objects.create(document=document, text="")
        return
    keep_words(document, CheckedFile(kind, data, document.pages, document.name))


def store_made(data, *, name, now=None):
    """Keep a PDF that the portal made itself, byte for byte: what makes it accessible would not outlive a check."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
    return _kept(KINDS["pdf"], data, pages, name, now or clock.now())


def store_packed(data, *, name, now=None):
    """Keep an archive that the portal made itself: nobody uploads one."""
    return _kept(ARCHIVE, data, None, name, now or clock.now())


def store_sheet(data, *, name, now=None):
    """Keep a table for Excel that the portal made itself."""
    return _kept(KINDS["xlsx"], data, None, name, now or clock.now())


def _kept(kind, data, pages, name, now):
    """Write the bytes and return the row that stands for them."""
    path = _write(f"{FOLDER}/{clock.london(now):%Y/%m}/{secrets.token_hex(16)}.{kind.extensions[0]}", data)
    return Document.objects.create(
        file=path,
        name=clean_name(name, kind.extensions[0]),
        media_type=kind.media_type,
        size=len(data),
        pages=pages,
        sha256=hashlib.sha256(data).hexdigest(),
        created_at=now,
    )


def erase_document(document):
    """Delete a document, and its file once that is committed."""
    path = document.file.name
    with chain.changing([document], chain.Why.FILE_ERASED):
        document.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def words_of(document):
    """Return the words that were read in a file when it was kept, or nothing; without a file too."""
    words = getattr(document, "words", None)
    return words.text if words else ""


def read_document(document):
    """Return the bytes of a document; raises FileNotFoundError where they are gone."""
    with document.file.open("rb") as file:
        return file.read()


def sha256_of_file(document):
    """Return the SHA-256 of a document's bytes as they are stored now; raises FileNotFoundError where they are gone."""
    digest = hashlib.sha256()
    with document.file.open("rb") as file:
        for chunk in file.chunks():
            digest.update(chunk)
    return digest.hexdigest()


def serve(document, as_name=None):
    """Return a document as a download that no browser runs and no shared cache keeps; 404 if its file is gone."""
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("This file is no longer available.")) from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=as_name or document.name,
        content_type=document.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def size_label(document):
    """Return what a reader wants to know before fetching a file: "PDF, 240 KB, 12 pages" (promise V12)."""
    label = next(
        (kind.label for kind in (*KINDS.values(), ARCHIVE) if kind.media_type == document.media_type), _("file")
    )
    kilobytes = max(1, round(document.size / 1000))
    size = _("%d KB") % kilobytes if kilobytes < 1000 else _("%.1f MB") % (kilobytes / 1000)
    parts = [str(label), size]
    if document.pages:
        parts.append(ngettext("%d page", "%d pages", document.pages) % document.pages)
    return ", ".join(parts)


def _read(upload, largest):
    """Return the bytes of an upload; raises DomainError if there are none or too many."""
    most = max(largest, LARGEST_PICTURE)
    upload = upload._upload if isinstance(upload, ChosenFile) else upload
    data = upload if isinstance(upload, bytes) else upload.read(most + 1)
    if not data:
        raise DomainError(_("This file is empty. Choose another."))
    if len(data) > most:
        raise DomainError(too_large(largest))
    return data


def _write(path, data):
    """Put the bytes in the store; on a full disk no half file is left."""
    try:
        return default_storage.save(path, ContentFile(data))
    except OSError:
        default_storage.delete(path)
        raise
