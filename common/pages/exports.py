"""Tables as CSV that a spreadsheet opens without running anything in them."""

import csv
import io
import itertools
import numbers

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from common.documents.names import clean_name

# What makes a spreadsheet read a cell as a formula (OWASP, CSV injection), with their wide forms of East Asian type.
FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
BATCH = 500
BYTE_ORDER_MARK = "\ufeff"


def csv_response(name, header, rows):
    """Return a download that is written while it is sent; `rows` may be an iterator of any length.

    Every text is quoted, and one that begins like a formula gets an apostrophe before it.
    """
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, clean_name(name, "csv"))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def csv_lines(header, rows):
    """Yield the file in pieces of some hundred rows, its first with the mark by which Excel knows UTF-8."""
    yield BYTE_ORDER_MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    for batch in _batches(header, rows):
        writer.writerows(map(defuse_row, batch))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _batches(header, rows):
    """Yield lists of rows, the header at the start of the first."""
    rows = itertools.chain([header], rows)
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def defuse_row(row):
    """Return the cells of one row, safe to open."""
    return [defuse(cell) for cell in row]


def defuse(cell):
    """Return a cell that is a number or plain text; NUL is taken out, because readers stop at it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, numbers.Number):
        return cell
    text = str(cell)
    if text.startswith(FORMULA):
        text = f"'{text}"
    return text.replace("\0", "") if "\0" in text else text
