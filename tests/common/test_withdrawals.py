"""Withdrawing something clears the copies in every app."""

import datetime as dt

import pytest

from common import clock, taken_back
from common.errors import DomainError

pytestmark = pytest.mark.django_db
NOON = clock.at(dt.date(2026, 9, 14), dt.time(12))


class Letter:
    """Something that can be withdrawn."""


class Envelope(Letter):
    """Something else."""


cleared = []


@taken_back.copies_of(Letter)
def clear(letter, _copies, now):
    cleared.append((letter, now))


def test_every_app_is_told_once_when_something_is_withdrawn():
    taken_back.copies_of(Letter)(clear)
    cleared.clear()
    letter = Letter()
    taken_back.take_back(letter, now=NOON)
    assert cleared == [(letter, NOON)]


def test_no_app_is_called_where_none_holds_a_copy():
    cleared.clear()
    taken_back.take_back(Envelope(), now=NOON)
    assert cleared == []


class Postcard:
    """Something that two apps hold a copy of."""


copies = {}


@taken_back.copies_of(Postcard)
def clear_the_album(postcard, _copies, _now):
    copies["album"].remove(postcard)


@taken_back.copies_of(Postcard)
def clear_the_wall(postcard, _copies, _now):
    if postcard not in copies["wall"]:
        raise DomainError("It is framed.")
    copies["wall"].remove(postcard)


def test_apps_are_told_in_the_order_of_the_house_and_each_clears_its_own():
    postcard, other = Postcard(), Postcard()
    copies.update(album=[postcard, other], wall=[other, postcard])
    taken_back.take_back(postcard)
    assert copies == {"album": [other], "wall": [other]}


def test_withdrawal_fails_if_an_app_cannot_erase_its_copy():
    """The error reaches the service, whose transaction takes back what others cleared."""
    postcard = Postcard()
    copies.update(album=[postcard], wall=[])
    with pytest.raises(DomainError, match="It is framed"):
        taken_back.take_back(postcard)
