"""What a file is, by its content: its name and what the browser says about it are never believed."""

import dataclasses

import puremagic
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import names, plain
from common.documents.refusals import WHOLE, refusal_of
from common.errors import Busy, DomainError
from common.file_checks import apart
from common.file_checks.findings import Refused, Sound
from common.sizes import LARGEST_PICTURE_MB, MB

OFFICE_TYPES = "application/vnd.openxmlformats-officedocument."
WORD = f"{OFFICE_TYPES}wordprocessingml.document"
EXCEL = f"{OFFICE_TYPES}spreadsheetml.sheet"
SLIDES = f"{OFFICE_TYPES}presentationml.presentation"


@dataclasses.dataclass(frozen=True)
class Kind:
    """A type of file that may be stored."""

    key: str
    label: str
    media_type: str
    extensions: tuple[str, ...]


JPEG_NAMES = ("jpg", "jpeg", "jfif", "jpe", "pjpeg", "pjp", "heic", "heif")
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", gettext_lazy("PDF"), "application/pdf", ("pdf",)),
        Kind("docx", gettext_lazy("Word document"), WORD, ("docx", "dotx")),
        Kind("xlsx", gettext_lazy("Excel spreadsheet"), EXCEL, ("xlsx", "xltx")),
        Kind("pptx", gettext_lazy("PowerPoint presentation"), SLIDES, ("pptx", "potx", "ppsx")),
        Kind("png", gettext_lazy("PNG picture"), "image/png", ("png",)),
        Kind("jpg", gettext_lazy("JPEG picture"), "image/jpeg", JPEG_NAMES),
        Kind("txt", gettext_lazy("text"), "text/plain; charset=utf-8", ("txt",)),
        Kind("csv", gettext_lazy("CSV table"), "text/csv; charset=utf-8", ("csv",)),
    )
}
PHOTOGRAPHS = frozenset({"png", "jpg"})
OFFICE = frozenset({"docx", "xlsx", "pptx"})
FOR_PICTURES = {"seconds": apart.PICTURE_SECONDS, "memory": apart.PICTURE_MEMORY}
SIGNATURES = {".pdf": "pdf", ".png": "png", ".jpg": "jpg", ".heif": "jpg", ".heic": "jpg"}
ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # of Office today, and of what is locked or older
MARKUP = {".html", ".htm", ".svg", ".xml", ".xhtml", ".mhtml"}
EMAILS = {"eml", "emlx", "mht", "mhtml"}


def examine(data, name, *, allow=KINDS, largest=None, hidden="refuse"):
    """Return (kind, bytes to store, pages) of a file.

    `hidden` says what becomes of what readers of an Office file would not see: "refuse", "take_out", or "leave" where
    nothing of the file is kept. Raises DomainError if it is none of `allow`, too large, not what its name says, or
    unsafe. Pictures are often named by another kind of picture; they get the right name when they are stored.
    """
    key, extension = _recognise(data), names.extension_of(name)
    if extension in EMAILS and key != "pdf" and "pdf" in allow:
        raise DomainError(WHOLE["email"])
    if key == "txt" and extension == "csv":
        key = "csv"
    if key not in allow and not (key == "office" and OFFICE & set(allow)):
        raise _not_here(allow)
    if largest is not None:
        _check_size(data, key, largest)
    if key in KINDS:
        _check_name(key, extension)
    sound = _sound(data, key, allow, hidden)
    if sound.key not in allow:
        raise _not_here(allow)
    _check_name(sound.key, extension)
    return KINDS[sound.key], sound.data, sound.pages


def _sound(data, key, allow, hidden):
    """Return the file as it is to be stored."""
    if key == "txt":
        return Sound(plain.as_text(data), "txt")
    if key == "csv":
        return Sound(plain.as_table(data), "csv")
    try:
        if key in PHOTOGRAPHS:
            return apart.check_apart("pictures", data, **FOR_PICTURES)[0]
        if key == "pdf":
            return apart.check_apart("portable", data)[0]
        return apart.check_apart("office", data, hidden=hidden)[0]
    except apart.Crowded as crowded:
        words = _("We are checking other files just now, so nothing was saved. Choose the file and send it again.")
        raise Busy(words) from crowded
    except Refused as refused:
        raise (refusal_of(refused.findings, allow) or _not_here(allow)) from refused


def _not_here(allow):
    return DomainError(_("This file cannot be used here. Choose one of these: %s.") % _list(allow))


def _check_name(key, extension):
    meant = PHOTOGRAPHS if key in PHOTOGRAPHS else {key}
    if extension and not any(extension in KINDS[one].extensions for one in meant):
        raise DomainError(
            _("The name of this file ends in .%(end)s, but it is a %(kind)s. Make its name end in .%(right)s.")
            % {"end": extension, "kind": KINDS[key].label, "right": KINDS[key].extensions[0]},
        )


def _check_size(data, key, largest):
    if key in PHOTOGRAPHS:
        largest = max(largest, LARGEST_PICTURE_MB * MB)
    if len(data) > largest:
        raise DomainError(too_large(largest))


def too_large(largest):
    return _("This file is too large. It can have %d MB at most.") % (largest // MB)


def _recognise(data):
    """Return the key of a kind by its content, "office" for one of that family, or None."""
    try:
        found = {match.extension for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        found = set()
    for extension, key in SIGNATURES.items():
        if extension in found:
            return key
    if data.startswith(ARCHIVES):
        return "office"
    return "txt" if not found & MARKUP and plain.read(data) else None


def _list(keys):
    """Return kinds as people read them, in the order of the table."""
    return ", ".join(f"{kind.label} (.{kind.extensions[0]})" for key, kind in KINDS.items() if key in keys)
