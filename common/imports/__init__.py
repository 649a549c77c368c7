"""Importing a list from a spreadsheet: reading it, matching its columns, and what would become of each row.

The rows of a file, who imports it and how far it has come are kept by `accounts/` (docs/imports.md).
"""

from common.imports.cells import (
    ChoiceCell,
    DayCell,
    EmailCell,
    NameCell,
    PhoneCell,
    TimeCell,
    YesNoCell,
    not_one_of,
    understood,
)
from common.imports.checking import CheckedRow, Fault, count_fates, count_words, read_rows, take_rows
from common.imports.columns import heading_line, match_columns
from common.imports.kinds import WHOLE_ROW, Change, ImportKind, Taken, Taker, imported, kinds
from common.imports.sheets import MOST_MB, MOST_ROWS, TABLES, read_sheet

__all__ = [
    "MOST_MB",
    "MOST_ROWS",
    "TABLES",
    "WHOLE_ROW",
    "Change",
    "CheckedRow",
    "ChoiceCell",
    "DayCell",
    "EmailCell",
    "Fault",
    "ImportKind",
    "NameCell",
    "PhoneCell",
    "Taken",
    "Taker",
    "TimeCell",
    "YesNoCell",
    "count_fates",
    "count_words",
    "heading_line",
    "imported",
    "kinds",
    "match_columns",
    "not_one_of",
    "read_rows",
    "read_sheet",
    "take_rows",
    "understood",
]
