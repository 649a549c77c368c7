"""CSV files that open in a spreadsheet without running anything."""

import csv
import datetime as dt
import io
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.pages import exports
from common.pages.files import RowsFile


def written(rows, header=("Name", "Number")):
    return "".join(exports.csv_lines(header, rows))


def read(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_is_made_text(start):
    cell = read(written([[f"{start}1+1", 1]]))[1][0]
    assert cell.startswith("'")


@pytest.mark.parametrize(
    "cell", ["=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example")', "@SUM(A1)", "-2+3", "\0=1+1"]
)
def test_known_attacks_are_defused(cell):
    assert read(written([[cell, 1]]))[1][0] == "'" + cell.replace("\0", "")


def test_a_header_is_defused_too():
    assert read(written([], header=["=1+1"])) == [["'=1+1"]]


def test_quotes_and_line_breaks_stay_in_one_cell():
    cell = 'a","b\n=1\r\n,;'
    assert read(written([[cell, 2]]))[1] == [cell, "2"]


def test_every_text_is_quoted_and_numbers_are_not():
    assert written([["a", 1], ["2", Decimal("-1.50")]]).splitlines()[1:] == ['"a",1', '"2",-1.50']


def test_other_values_are_written_as_text():
    row = [None, True, False, dt.date(2026, 3, 1), 2.5]
    assert read(written([row], header="abcde"))[1] == ["", "yes", "no", "2026-03-01", "2.5"]


def test_nul_is_taken_out():
    assert read(written([["a\0b", 1]]))[1][0] == "ab"


def test_excel_is_told_that_it_is_utf_8():
    assert written([["Zoë", 1]]).startswith("\ufeff")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_any_text_comes_back_as_one_harmless_cell(row):
    cells = read(written([row]))[1]
    assert len(cells) == 2
    assert not any(cell.startswith(exports.LIKE_A_FORMULA) for cell in cells)
    assert [cell.removeprefix("'") for cell in cells] == [cell.replace("\0", "").removeprefix("'") for cell in row]


def test_it_is_written_while_it_is_sent():
    taken = []
    rows = ([taken.append(number) or "x", number] for number in itertools.count())
    lines = exports.csv_lines(["a", "b"], rows)
    next(lines)
    assert taken == []
    next(lines)
    assert len(taken) < 2 * exports.BATCH


def test_the_response_is_a_private_download():
    response = exports.csv_response("../issues\u202e of 2026", RowsFile(["a"], [["x"]]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="issues of 2026.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response).decode() == '\ufeff"a"\r\n"x"\r\n'
