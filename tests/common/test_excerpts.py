"""A text that is too long for its place is cut at a word."""

import pytest

from common.excerpts import beginning


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("The bus is late", 15, "The bus is late"),
        ("The bus is late today", 15, "The bus is…"),
        ("The bus is, late", 14, "The bus is…"),
        ("Unaccompanied", 6, "Unacc…"),
        ("", 5, ""),
        (7, 5, "7"),
    ],
)
def test_a_text_is_cut_at_a_word(text, length, shown):
    assert beginning(text, length) == shown
    assert len(shown) <= length
