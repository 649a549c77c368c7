"""Files are read as their person sees them, whatever program wrote them; what cannot be read is said in words."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from common.errors import DomainError
from common.imports import sheets
from common.imports.cells import FORMULA, TimeCell, YesNoCell, not_one_of


def read(content, name="people.csv", **most):
    data = content.encode() if isinstance(content, str) else content
    return sheets.read_sheet(SimpleUploadedFile(name, data), **most).lines


def excel(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_excel_and_csv_are_read_alike():
    lines = [(1, ["Name", "Count"]), (2, ["one", "1"]), (4, ["two", "2"])]
    assert read(excel(["Name", "Count"], ["one", 1], [None, None], ["two", 2.0]), "people.xlsx") == lines
    assert read("Name;Count\none;1\n;\ntwo;2\n") == lines
    assert read("Name\tCount\none\t1\n\t\ntwo\t2\n") == lines


def test_the_sheet_that_was_read_is_named_where_there_are_more():
    book = Workbook()
    for row in (["Name"], ["one"]):
        book.active.append(row)
    for title, count in (("Members", 1), ("Sheet two", 2)):
        book.active.title = "Members"
        file = io.BytesIO()
        book.save(file)
        sheet = sheets.read_sheet(SimpleUploadedFile("people.xlsx", file.getvalue()))
        assert (sheet.name, sheet.lines) == ("Members" if count > 1 else "", [(1, ["Name"]), (2, ["one"])])
        book.create_sheet(title)


def test_a_title_over_the_rows_does_not_hide_what_separates_the_cells():
    assert read("Our members\nName;Seat\none;North\n")[1:] == [(2, ["Name", "Seat"]), (3, ["one", "North"])]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("", "people.csv", "empty"),
        ("Name,Count\n", "people.csv", "no rows under its headings"),
        ('Name,Count\n"one,1\ntwo,2\n', "people.csv", "This table cannot be read. Save it again as CSV."),
        ("Name;Count\n" + ("x" * 400 + ",") * 499, "people.csv", "more than 50 columns"),
        ("<html><body>Name</body></html>", "people.csv", "cannot be used here"),
        (b"\x00\x01\x02\x03", "people.xls", "cannot be used here"),
        (b"PK\x03\x04broken", "people.xlsx", "damaged"),
        ("Name\n" + "x\n" * 10_001, "people.csv", "more than 10,000 rows"),
        ("Name\n" + "x" * 5_000_001, "people.csv", "larger than 5 MB"),
    ],
)
def test_a_bad_file_gets_a_plain_message(content, name, words):
    with pytest.raises(DomainError) as refused:
        read(content, name)
    assert words in str(refused.value.message)
    assert refused.value.field == "file"


def test_ten_thousand_rows_are_not_too_many_and_a_list_may_take_fewer():
    assert len(read("Name\n" + "x\n" * 10_000)) == 10_001
    with pytest.raises(DomainError, match="more than 2 rows"):
        read("Name\na\nb\nc\n", most_rows=2)


def test_a_formula_is_read_as_its_result_and_named_where_that_is_lost():
    assert read(excel(["Name"], ["=1+1"]), "people.xlsx") == [(1, ["Name"]), (2, [f"{FORMULA}=1+1"])]
    assert read("Name\n=1+1\n") == [(1, ["Name"]), (2, [f"{FORMULA}=1+1"])]
    assert read("Name\n'=1+1\n+44 7700 900123\n")[1:] == [(2, ["=1+1"]), (3, ["+44 7700 900123"])]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("'+44 7700 900123", "+44 7700 900123"),
        ("'quoted'", "'quoted'"),
        ("  a \n\n  b  c ", "a\n\nb c"),
        (dt.datetime(2026, 3, 2), "2026-03-02"),
        (dt.datetime(2026, 3, 2, 18, 30), "2026-03-02 18:30"),
        (dt.time(18, 30), "18:30"),
        (2.0, "2"),
        (True, "yes"),
    ],
)
def test_a_cell_is_what_a_person_reads(value, text):
    assert sheets.plain_cell(value) == text


@pytest.mark.parametrize(
    ("text", "time"),
    [("18:00", dt.time(18)), ("6pm", dt.time(18)), ("6.30 pm", dt.time(18, 30)), ("12am", dt.time(0)), ("", None)],
)
def test_a_time_is_read_however_it_is_written(text, time):
    assert TimeCell(required=False).clean(text) == time


def test_yes_and_no_are_read_in_many_words():
    cell = YesNoCell(required=False)
    assert [cell.clean(word) for word in ("Yes", "y", "x", "1", "no", "N", "", "-")] == [True] * 4 + [False] * 4


def test_a_name_that_is_not_there_is_told_with_the_nearest():
    assert not_one_of("Nroth", ["North", "South"]) == "“Nroth” is not in the list. Did you mean “North”?"
    assert not_one_of("Moon", ["North", "South"]) == "“Moon” is not in the list. Write one of: North, South."
    assert not_one_of("Moon", list("abcdefghij")) == "“Moon” is not in the list."


def test_rows_are_read_whatever_a_file_says_of_its_own_size():
    whole = excel(["Name"], *[[f"Person {number}"] for number in range(20)])
    wrong = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as book, zipfile.ZipFile(wrong, "w") as changed:
        for name in book.namelist():
            text = book.read(name)
            changed.writestr(name, re.sub(rb'<dimension ref="[^"]*" ?/>', b'<dimension ref="A1:A3"/>', text))
    assert len(read(wrong.getvalue(), "people.xlsx")) == 21


def test_columns_beyond_the_fiftieth_are_not_dropped_in_silence():
    with pytest.raises(DomainError, match="more than 50 columns"):
        read(excel(["Name", *range(60)], ["Jo", *range(60)]), "people.xlsx")


def test_a_comma_in_a_title_does_not_split_a_table_of_semicolons():
    assert read("Members, 2026\nName;Seat;Phone\none;North;1\n")[1] == (2, ["Name", "Seat", "Phone"])


@pytest.mark.parametrize(
    ("kind", "result", "cell"),
    [
        (b' t="str"', b"<v></v>", ""),
        (b' t="str"', b"<v/>", ""),
        (b"", b"<v></v>", f"{FORMULA}=B2&C2"),
        (b' t="str"', b"", f"{FORMULA}=B2&C2"),
    ],
)
def test_a_formula_that_came_to_nothing_is_an_empty_cell_and_one_without_its_result_is_not(kind, result, cell):
    whole, changed = excel(["Name", "Seat", "Role"], ["Jo", "=B2&C2", "Chair"]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as book, zipfile.ZipFile(changed, "w") as other:
        for name in book.namelist():
            text = re.sub(
                rb'(<c r="B2")[^>]*(>.*?</f>)<v ?/?>(</v>)?', rb"\1" + kind + rb"\2" + result, book.read(name)
            )
            other.writestr(name, text)
    assert read(changed.getvalue(), "people.xlsx")[1] == (2, ["Jo", cell, "Chair"])
