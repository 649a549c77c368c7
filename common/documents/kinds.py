"""What a file is, by its content: its name and what the browser says about it are never believed."""

import dataclasses

import puremagic
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import names, office, plain
from common.documents.refusals import refusal_of
from common.errors import DomainError
from common.file_checks import apart
from common.file_checks.findings import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_MB = 10
LARGEST_PICTURE_MB = 30  # a photograph of 48 megapixels, which is made smaller


@dataclasses.dataclass(frozen=True)
class Kind:
    """A type of file that may be stored; `check` returns the bytes to store and the number of pages, or refuses."""

    key: str
    label: str
    media_type: str
    extensions: tuple[str, ...]
    check: object


def _check_apart(module, **limits):
    """Return a check that runs in a process of its own and refuses in words."""

    def check(data):
        try:
            sound, _cost = apart.check_apart(module, data, **limits)
        except Refused as refused:
            raise refusal_of(refused.findings) from refused
        return sound.data, sound.pages

    return check


check_pdf = _check_apart("portable")
check_picture = _check_apart("pictures", seconds=apart.PICTURE_SECONDS, memory=apart.PICTURE_MEMORY)
JPEG_NAMES = ("jpg", "jpeg", "jfif", "jpe", "pjpeg", "pjp", "heic", "heif")
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", gettext_lazy("PDF"), "application/pdf", ("pdf",), check_pdf),
        Kind("docx", gettext_lazy("Word document"), WORD, ("docx",), office.check_word),
        Kind("xlsx", gettext_lazy("Excel spreadsheet"), EXCEL, ("xlsx",), office.check_excel),
        Kind("png", gettext_lazy("PNG picture"), "image/png", ("png",), check_picture),
        Kind("jpg", gettext_lazy("JPEG picture"), "image/jpeg", JPEG_NAMES, check_picture),
        Kind("txt", gettext_lazy("text"), "text/plain; charset=utf-8", ("txt",), plain.check_text),
        Kind("csv", gettext_lazy("CSV table"), "text/csv; charset=utf-8", ("csv",), plain.check_table),
    )
}
PHOTOGRAPHS = frozenset({"png", "jpg"})
SIGNATURES = {".pdf": "pdf", ".png": "png", ".jpg": "jpg", ".heif": "jpg", ".heic": "jpg"}
MARKUP = {".html", ".htm", ".svg", ".xml", ".xhtml", ".mhtml"}


def kind_of(data, name, allow=KINDS, largest=None):
    """Return the kind of some bytes; raises DomainError if it is none of `allow`, too large, or not what its name says.

    Pictures are often named by another kind of picture; they get the right name when they are stored.
    """
    key = _recognise(data)
    extension = names.extension_of(name)
    if key == "txt" and extension == "csv":
        key = "csv"
    if key not in allow:
        raise DomainError(_("This file cannot be used here. Choose one of these: %s.") % _list(allow))
    if largest is not None:
        _check_size(data, key, largest)
    meant = PHOTOGRAPHS if key in PHOTOGRAPHS else {key}
    if extension and not any(extension in KINDS[one].extensions for one in meant):
        raise DomainError(
            _("The name of this file ends in .%(end)s, but it is a %(kind)s. Save it again and choose the new file.")
            % {"end": extension, "kind": KINDS[key].label},
        )
    return KINDS[key]


def _check_size(data, key, largest):
    if key in PHOTOGRAPHS:
        largest = max(largest, LARGEST_PICTURE_MB * 1_000_000)
    if len(data) > largest:
        raise DomainError(too_large(largest))


def too_large(largest):
    return _("This file is too large. It can have %d MB at most.") % (largest // 1_000_000)


def _recognise(data):
    """Return the key of a kind by its content, or None."""
    try:
        found = {match.extension for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        found = set()
    for extension, key in SIGNATURES.items():
        if extension in found:
            return key
    if data.startswith(b"PK\x03\x04"):
        return office.family(data)
    return "txt" if not found & MARKUP and plain.read(data) else None


def _list(keys):
    """Return kinds as people read them, in the order of the table."""
    return ", ".join(f"{kind.label} (.{kind.extensions[0]})" for key, kind in KINDS.items() if key in keys)
