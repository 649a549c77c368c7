"""A reason or evidence of nothing but punctuation, or of a letter or two, is none."""

import pytest

from common.errors import DomainError
from common.said import FEWEST_AT_ALL, check_said, says_something


@pytest.mark.parametrize("text", ["", " ", ".", "...", "-", "ok", "n/a", "2026", "\u200b."])
def test_what_says_nothing(text):
    assert not says_something(text)
    with pytest.raises(DomainError, match="Say why"):
        check_said(text, "Say why.")


@pytest.mark.parametrize("text", ["The new letter is on the website.", " Seen ", "Aménagé"])
def test_what_says_something_is_kept_without_the_space_around_it(text):
    assert check_said(text, "Say why.") == text.strip()


def test_a_name_may_have_two_letters():
    assert says_something("GP", FEWEST_AT_ALL)
