"""A column is known by a heading that is like its own, and nothing is sure that is only like it."""

import pytest

from common.imports import heading_line, match_columns

KNOWN = {
    "name": ["Name", "full name"],
    "email": ["E-mail address", "email"],
    "starts_on": ["Member since", "start date"],
    "ends_on": ["Member until", "end date"],
}


@pytest.mark.parametrize(
    ("headings", "columns", "is_sure"),
    [
        (["Name", "E-mail address"], ["name", "email"], True),
        (["NAME", " e-mail  Address*"], ["name", "email"], True),
        (["Full name", "Email"], ["name", "email"], True),
        (["Nam", "E-mail adress", "Shoe size"], ["name", "email", ""], False),
        (["Start date", "Date of end", "Name"], ["starts_on", "ends_on", "name"], False),
        (["Date started", "end-date"], ["starts_on", "ends_on"], False),
        (["Name", "Name"], ["name", ""], False),
        (["Name", ""], ["name", ""], True),
        (["", "Name of the member's school"], ["", ""], False),
    ],
)
def test_headings_are_matched_by_likeness(headings, columns, is_sure):
    assert match_columns(headings, KNOWN) == (columns, is_sure)


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        ([["Name", "Email"], ["Jo", ""]], 0),
        ([["Our members"], ["Name", "Email"], ["Jo", ""]], 1),
        ([["Group", "2026"], ["as of May"], ["Nr", "Full name", "E-mail"], ["1", "Jo", ""]], 2),
        ([["Our members"], ["Name", "Shoe size"], ["Jo", ""]], 0),
        ([["Name", "Shoe size"], ["Name", "Email"], ["Jo", ""]], 0),
        ([["Our members"], *[["-"]] * 10, ["Name", "Email"], ["Jo", ""]], 0),
        ([["Our members"], *[["-"]] * 9, ["Name", "Email"], ["Jo", ""]], 10),
        ([["Our members"], ["Name", "Email"]], 0),
    ],
)
def test_headings_under_a_title_are_found_by_two_that_are_known(rows, index):
    assert heading_line(list(enumerate(rows, start=1)), KNOWN) == index
