"""Word and Excel files: archives of XML, read part by part and never unpacked."""

import codecs
import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from common.errors import DomainError

MOST_PARTS = 5000
MOST_BYTES = 100_000_000
MOST_GROWTH = 200  # times; a part of a real document grows 10 to 40 times
SMALL = 1_000_000
TYPES = "[Content_Types].xml"
MAIN = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
RUNNING = re.compile(r"vbaproject|vbadata|/activex/|macrosheets/|oleobject|\.(exe|dll|js|vbs|ps1|bat|cmd|scr|lnk)$")
TRACKED = re.compile(r"<(\w+:)?(ins|del|moveFrom|moveTo)[\s/>]")
COMMENT = re.compile(r"<(\w+:)?comment[\s>]")
HIDDEN_SHEET = re.compile(r"""<(\w+:)?sheet\s[^<>]*state\s*=\s*["'](hidden|veryHidden)["']""")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")


def family(data):
    """Return whether an archive is a Word or an Excel file, or None; raises DomainError if it is not safe to open."""
    with _opened(data) as archive:
        parts = {part.filename for part in archive.infolist()}
        return next((key for name, key in MAIN.items() if name in parts and TYPES in parts), None)


def check_word(data):
    """Return the bytes of a Word file; raises DomainError where it runs something or shows what was struck out."""
    with _opened(data) as archive:
        for name in archive.namelist():
            text = _text(archive, name) if name.startswith("word/") and name.endswith(".xml") else ""
            if TRACKED.search(text):
                raise DomainError(_("This document has tracked changes. Accept or reject them, and choose it again."))
            if name.startswith("word/comments") and COMMENT.search(text):
                raise DomainError(_("This document has comments in its margin. Delete them, and choose it again."))
    return data, None


def check_excel(data):
    """Return the bytes of an Excel file; raises DomainError where it runs something or has hidden sheets."""
    with _opened(data) as archive:
        if HIDDEN_SHEET.search(_text(archive, "xl/workbook.xml")):
            raise DomainError(_("This spreadsheet has hidden sheets. Show or delete them, and choose it again."))
    return data, None


def _opened(data):
    """Return the archive; raises DomainError if it is broken, locked, a bomb, or would run something."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise DomainError(_damaged()) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES or any(map(_is_bomb, parts)):
        raise DomainError(_("This file unpacks to far more than it should. Save it again, or as a PDF."))
    if any(part.flag_bits & 1 for part in parts):
        raise DomainError(_("This file is locked with a password. Save it without one."))
    if any(RUNNING.search(part.filename.lower()) for part in parts) or _declares_macros(archive):
        raise DomainError(_("This file has macros or programs in it. Save it without them, or as a PDF."))
    return archive


def _is_bomb(part):
    return part.file_size > SMALL and part.file_size > MOST_GROWTH * max(part.compress_size, 1)


def _declares_macros(archive):
    """Say whether the list of types promises macros, or a part is fetched from elsewhere when the file is opened."""
    names = archive.namelist()
    if TYPES in names and "macroenabled" in _text(archive, TYPES).lower():
        return True
    relations = (tag for name in names if name.endswith(".rels") for tag in RELATION.findall(_text(archive, name)))
    return any("External" in tag and re.search("attachedTemplate|oleObject|/frame", tag) for tag in relations)


def _text(archive, name):
    """Return one part as text, whichever of the two encodings of XML it uses."""
    try:
        data = archive.read(name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError, RuntimeError) as error:
        raise DomainError(_damaged()) from error
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_wide else "utf-8", errors="replace")


def _damaged():
    return _("This file is damaged and cannot be read. Save it again.")
