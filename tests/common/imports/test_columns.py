"""A column is known by a heading that is like its own, and nothing is sure that is only like it."""

import pytest

from common.imports import match_columns

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
