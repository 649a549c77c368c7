"""Objects are walked to once and copied: `tests/factories/walks.py`."""

import pytest
from django.db import transaction

from accounts.models import AuditEntry, User
from tests.factories import accounts, members, numbering
from tests.factories.walks import History, history, rows_of, walked

TABLES = [model._meta.db_table for model in (User, AuditEntry)]
pytestmark = pytest.mark.django_db


class Undone(Exception):
    pass


def walk_from_the_beginning(make, *args, **kwargs):
    """Return what a walk makes and the rows it leaves, and take them back as the end of a test does."""
    numbering.begin_again()
    try:
        with transaction.atomic(), history.begin():
            made = make(*args, **kwargs)
            rows = [rows_of(table) for table in TABLES]
            raise Undone
    except Undone:
        return made, rows


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(history, "kept", {})


@pytest.fixture
def walks():
    """A factory that counts how often it is really walked."""

    @walked
    def somebody(name="Ann"):
        somebody.times += 1
        return accounts.staff.__wrapped__(accounts.Role.BOARD_MEMBER, name=name, email=f"{name}@example.org".lower())

    somebody.times = 0
    return somebody


def test_the_second_walk_is_a_copy_with_the_same_rows(walks):
    (first, rows), (second, rows_again) = walk_from_the_beginning(walks), walk_from_the_beginning(walks)
    assert (walks.times, second, second.name) == (1, first, "Ann")
    assert rows_again == rows


def test_a_factory_first_imported_after_a_walk_keeps_its_own_numbers(walks, monkeypatch):
    monkeypatch.setattr(numbering.Numbering, "made", list(numbering.Numbering.made))
    walk_from_the_beginning(walks)
    new = numbering.Numbering()
    walk_from_the_beginning(walks)
    assert walks.times == 1
    assert next(new) == 1


def test_another_argument_is_another_walk(walks):
    walk_from_the_beginning(walks)
    assert walk_from_the_beginning(walks, "Ben")[0].name == "Ben"
    assert walks.times == 2


def test_after_a_row_of_the_test_s_own_nothing_is_copied(walks):
    def write_and_walk():
        User.objects.create(email="own@example.org")
        return walks()

    walk_from_the_beginning(walks)
    walk_from_the_beginning(write_and_walk)
    assert walks.times == 2


def test_after_another_walk_the_state_is_another_one(walks):
    def walk_after_another():
        members.a_person()
        return walks()

    walk_from_the_beginning(walks)
    for _time in range(2):
        walk_from_the_beginning(walk_after_another)
    assert walks.times == 2


def test_what_a_walk_was_given_becomes_what_the_walk_made_of_it():
    def renamed():
        person = accounts.parent()

        @walked
        def rename(person):
            person.name = "Another"
            person.save(update_fields=["name"])
            return person

        return person, rename(person)

    for _time in range(2):
        (person, made), _rows = walk_from_the_beginning(renamed)
        assert made is person
        assert person.name == "Another"


def test_where_something_else_is_watched_nothing_is_copied(walks):
    def walk_elsewhere():
        with history.elsewhere():
            return walks()

    walk_from_the_beginning(walks)
    walk_from_the_beginning(walk_elsewhere)
    assert walks.times == 2


def test_outside_a_watched_test_a_walk_is_only_walked():
    assert History().take(accounts.parent.__wrapped__, (), {}).pk
