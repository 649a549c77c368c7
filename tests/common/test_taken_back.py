"""What is taken back is gone in every app that holds a copy."""

from common import taken_back


class Letter:
    """Something that may be taken back."""


class Envelope(Letter):
    """Something else."""


cleared = []


@taken_back.copies_of(Letter)
def clear(letter, now):
    cleared.append((letter, now))


def test_every_app_is_told_once_when_something_is_taken_back():
    taken_back.copies_of(Letter)(clear)
    cleared.clear()
    letter = Letter()
    taken_back.take_back(letter, now="noon")
    assert cleared == [(letter, "noon")]


def test_nobody_is_told_of_what_nobody_holds_a_copy_of():
    cleared.clear()
    taken_back.take_back(Envelope(), now="noon")
    assert cleared == []
