"""Reading the rows of an uploaded CSV or Excel file."""

import csv
import datetime as dt
import io
import itertools
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from common.documents import check_document, plain
from common.errors import DomainError
from common.imports.cells import FORMULA

# What makes a spreadsheet read a cell as a formula (OWASP, CSV injection), with their wide forms of East Asian type.
LIKE_A_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
MOST_MB = 5
TABLES = frozenset({"csv", "xlsx"})
MOST_ROWS = 10_000
MOST_COLUMNS = 50
FIRST_LINES = 12  # among which the headings are, under a title
# Excel says of a result that is an empty text that it is a text; where nothing is said, nobody worked it out.
FORMULA_CELL = rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)\s*"
WITHOUT_RESULT = re.compile(
    FORMULA_CELL + rb"</c>|<c (?![^>]*t=\"str\")[^>]*>\s*" + FORMULA_CELL + rb"(?:<v ?/>|<v></v>)\s*</c>"
)
SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Sheet:
    """The lines of a file as [(number, cells)]; `name` is that of the sheet, where the book has more than one."""

    lines: list
    name: str = ""


def read_sheet(upload, most_rows=MOST_ROWS):
    """Return the sheet of a chosen file, empty lines left out.

    Cells are texts as a person reads them; a date is 2026-08-03. Raises DomainError for what is no table, is locked,
    damaged, empty or too long.
    """
    if upload.size > MOST_MB * 1_000_000:
        raise DomainError(_("This file is larger than %d MB. Split it into several files.") % MOST_MB, field="file")
    try:
        checked = check_document(upload, is_only_read=True)
        read = {"csv": _csv_lines, "xlsx": _excel_lines}[checked.kind.key]
        rows, name = read(checked.data)
        lines = [(number, _plain_row(row)) for number, row in enumerate(rows, start=1)]
    except DomainError as error:
        error.field = "file"
        raise
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if any(len(cells) > MOST_COLUMNS for _number, cells in lines):
        words = _("This file has more than %d columns. Take out those that you do not need.") % MOST_COLUMNS
        raise DomainError(words, field="file")
    if len(lines) < 2:
        raise DomainError(_("This file has no rows under its headings."), field="file")
    if len(lines) > most_rows + 1:
        words = _("This file has more than %(most)s rows. Split it into several files.")
        raise DomainError(words % {"most": f"{most_rows:,}"}, field="file")
    return Sheet(lines, name)


def _csv_lines(data):
    """Return the rows of a CSV file, and no name; the separator is the one that a line at its beginning has most of.

    Raises DomainError where a quotation mark is left open, which would join the lines after it to one cell.
    """
    text = plain.as_table(data).decode().removeprefix("\ufeff")
    head = text.lstrip().split("\n", FIRST_LINES)[:FIRST_LINES]
    separator = max(SEPARATORS, key=lambda mark: max(line.count(mark) for line in head))
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return _shortened([f"{FORMULA}{cell}" if cell.startswith("=") else cell for cell in row] for row in rows), ""
    except csv.Error as error:
        raise DomainError(_("This table cannot be read. Save it again as CSV.")) from error


def _excel_lines(data):
    """Return the rows of the first sheet that is shown, and its name where there are more.

    Of a formula they have what it came to, or itself where that is lost.
    """
    try:
        rows, name = _excel_rows(data)
        if not _has_lost_results(data):
            return rows, name
        typed, _name = _excel_rows(data, data_only=False)
        return [list(map(_or_formula, *both)) for both in zip(rows, typed, strict=True)], name
    except DomainError:
        raise
    except Exception as error:  # the reader raises whatever a broken part of the file makes it stumble over
        raise DomainError(_("This file is damaged and cannot be read. Save it again.")) from error


def _excel_rows(data, *, data_only=True):
    sheets = load_workbook(io.BytesIO(data), read_only=True, data_only=data_only).worksheets
    sheet = next(sheet for sheet in sheets if sheet.sheet_state == "visible")
    name = sheet.title if len(sheets) > 1 else ""
    sheet.reset_dimensions()  # what a file says of its own size is sometimes wrong
    return _shortened(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)), name


def _has_lost_results(data):
    """Say whether a formula stands without what it came to; one that came to nothing has an empty result."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        return any(WITHOUT_RESULT.search(book.read(name)) for name in sheets)


def _or_formula(value, typed):
    return f"{FORMULA}{typed}" if value is None and isinstance(typed, str) and typed.startswith("=") else value


def _shortened(rows):
    """Return no more rows than are needed to say that there are too many; ten times as many empty ones."""
    return list(itertools.islice(rows, 10 * MOST_ROWS))


def _plain_row(row):
    """Return the cells of a line as texts, up to the last with something in it."""
    cells = [plain_cell(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def plain_cell(value):
    """Return a cell as text without spaces that do not matter, and without the apostrophe of a download."""
    if value is None:
        return ""
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        value = value.date() if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.time):
        value = f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "\n".join(" ".join(line.split()) for line in str(value).splitlines()).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(LIKE_A_FORMULA) else text
