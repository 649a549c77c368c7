"""What a file is, by its content: its name and what the browser says about it are never believed."""

import dataclasses

import puremagic
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import names, office, pictures, plain, portable
from common.errors import DomainError

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclasses.dataclass(frozen=True)
class Kind:
    """A type of file that may be stored; `check` returns the bytes to store and the number of pages, or refuses."""

    key: str
    label: str
    media_type: str
    extensions: tuple[str, ...]
    check: object


KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", gettext_lazy("PDF"), "application/pdf", ("pdf",), portable.check),
        Kind("docx", gettext_lazy("Word document"), WORD, ("docx",), office.check_word),
        Kind("xlsx", gettext_lazy("Excel spreadsheet"), EXCEL, ("xlsx",), office.check_excel),
        Kind("png", gettext_lazy("PNG picture"), "image/png", ("png",), pictures.check),
        Kind("jpg", gettext_lazy("JPEG picture"), "image/jpeg", ("jpg", "jpeg"), pictures.check),
        Kind("txt", gettext_lazy("text"), "text/plain; charset=utf-8", ("txt",), plain.check_text),
        Kind("csv", gettext_lazy("CSV table"), "text/csv; charset=utf-8", ("csv",), plain.check_table),
    )
}
PHOTOGRAPHS = frozenset({"png", "jpg"})
SIGNATURES = {".pdf": "pdf", ".png": "png", ".jpg": "jpg"}
MARKUP = {".html", ".htm", ".svg", ".xml", ".xhtml", ".mhtml"}


def kind_of(data, name, allow=KINDS):
    """Return the kind of some bytes; raises DomainError if it is none of `allow`, or not what the name says."""
    key = _recognise(data)
    extension = names.extension_of(name)
    if key == "txt" and extension == "csv":
        key = "csv"
    if key not in allow:
        raise DomainError(_("This file cannot be used here. Choose one of these: %s.") % _list(allow))
    if extension and extension not in KINDS[key].extensions:
        raise DomainError(
            _("The name of this file ends in .%(end)s, but it is a %(kind)s. Save it again and choose the new file.")
            % {"end": extension, "kind": KINDS[key].label},
        )
    return KINDS[key]


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
