"""Tables as CSV and Excel files that a spreadsheet opens without running anything in them."""

import csv
import datetime as dt
import io
import itertools
import numbers

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from common.documents.kinds import EXCEL
from common.documents.names import clean_name
from common.imports.sheets import LIKE_A_FORMULA

BATCH = 500
BYTE_ORDER_MARK = "\ufeff"
MOST_EXCEL_ROWS = 20_000  # written while somebody waits: about two seconds
MOST_ROWS_IN_BACKGROUND = 100_000  # written in one attempt of a job
LONGEST_CELL = 32_767  # Excel's own limit
COLUMN_WIDTH = 24


def csv_response(name, file):
    """Return a download that is written while it is sent; a file may have any number of rows.

    Every text is quoted, and one that begins like a formula gets an apostrophe before it.
    """
    response = StreamingHttpResponse(file.csv(), content_type="text/csv; charset=utf-8")
    return _private(response, clean_name(name, "csv"))


def excel_response(name, file):
    """Return a download of one sheet; the caller sees to it that there are at most `MOST_EXCEL_ROWS` rows."""
    made = io.BytesIO()
    write_excel(made, file)
    return _private(HttpResponse(made.getvalue(), content_type=EXCEL), clean_name(name, "xlsx"))


def write_excel(to, file, *, after=None):
    """Write a file as one sheet, whose rows wait on the disk; `after` is told how many there are, now and then.

    It may write to the database: no rows are being read meanwhile, which SQLite would refuse.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    header = file.header
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = COLUMN_WIDTH
    sheet.append([_heading(sheet, cell) for cell in header])
    rows = 0
    for batch in batches(file.rows_in_pieces() if after else file.rows()):
        for row in batch:
            sheet.append([excel_cell(cell) for cell in row])
        rows += len(batch)
        if after:
            after(rows)
    book.save(to)
    return rows


def _heading(sheet, cell):
    heading = WriteOnlyCell(sheet, excel_cell(cell))
    heading.font = Font(bold=True)
    return heading


def _private(response, name):
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


FORMATS = {"csv": csv_response, "xlsx": excel_response}


def csv_lines(header, rows):
    """Yield the file in pieces of some hundred rows, its first with the mark by which Excel knows UTF-8."""
    yield BYTE_ORDER_MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
    for batch in batches(itertools.chain([header], rows)):
        writer.writerows(map(defuse_row, batch))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def batches(rows):
    """Yield lists of some hundred rows."""
    rows = iter(rows)
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
    if text.startswith(LIKE_A_FORMULA):
        text = f"'{text}"
    return text.replace("\0", "") if "\0" in text else text


def excel_cell(cell):
    """Return a cell that is a date, a number or plain text that Excel can hold."""
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return cell
    safe = defuse(cell)
    return ILLEGAL_CHARACTERS_RE.sub("", safe)[:LONGEST_CELL] if isinstance(safe, str) else safe
