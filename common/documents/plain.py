"""Text and tables of text."""

import codecs
import csv
import io
import re

from django.utils.translation import gettext as _

from common.errors import DomainError

MOST_COLUMNS = 500
MARKUP = re.compile(
    r"[\s\ufeff]*<(!doctype|html|head|body|svg|script|iframe|object|embed|math|link|meta|\?xml|!--)", re.IGNORECASE
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def read(data):
    """Return text in the encodings that spreadsheets write, or None if it is not text or a browser would run it."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if not text.strip() or CONTROLS.search(text) or MARKUP.match(text) else text
    return None


def as_text(data):
    """Return a text as UTF-8."""
    return read(data).encode()


def as_table(data):
    """Return a table as UTF-8; raises DomainError if it has too many columns or cannot be read as CSV."""
    text = read(data)
    try:
        widest = max((len(row) for row in csv.reader(io.StringIO(text, newline=""))), default=0)
    except csv.Error as error:
        raise DomainError(_("This table cannot be read. Save it again as CSV.")) from error
    if widest > MOST_COLUMNS:
        raise DomainError(_("A table can have %d columns at most.") % MOST_COLUMNS)
    return text.encode()
