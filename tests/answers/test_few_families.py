"""Published numbers of people under a setting are “a few families”, by the rule of the day they were published."""

import datetime as dt

import pytest
from django.test import Client

from accounts.services.settings import set_setting
from answers.models import YouSaidEntry
from answers.services.you_said import publish_entry
from common import clock
from common.figures import Figures
from common.periods import Period
from issues.wording import families_in_words, people_in_words
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
PUBLISHED, LATER = dt.date(2026, 6, 1), dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def today(db):
    with clock.frozen(PUBLISHED):
        yield


def on_the_board(families):
    """Publish an entry that so many families said."""
    theme = issues.theme()
    for _number in range(families):
        issues.logged_issue(theme=theme, speaks_as="parent")
    answers.post_answer(answers.presentation_of(theme=theme))
    YouSaidEntry.objects.update(you_said="Buses come late.")
    publish_entry(YouSaidEntry.objects.get(), by=None)


def board():
    return " ".join(Client().get("/you-said-we-did/").content.decode().split())


@pytest.mark.parametrize(("families", "expected"), [(1, "a few families"), (4, "a few families"), (5, "5 families")])
def test_board_shows_no_number_under_the_setting(families, expected):
    on_the_board(families)
    assert f"Said by {expected}." in board()


def test_what_was_published_keeps_the_number_it_was_published_under():
    on_the_board(6)
    admin = accounts.administrator()
    set_setting("few_families", 10, holds_from=LATER, by=admin)
    with clock.frozen(LATER + dt.timedelta(days=30)):
        assert "Said by 6 families." in board()
        YouSaidEntry.objects.update(published_on=clock.today())
        assert "Said by a few families." in board()


def test_report_is_frozen_with_the_same_words():
    on_the_board(2)
    [row] = Figures(Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))["you_said"]
    assert row["said_by"] == "a few families"
    assert "count" not in row


def test_words_of_small_numbers():
    assert [families_in_words(count, 5) for count in (1, 4, 5)] == ["a few families", "a few families", "5 families"]
    assert [people_in_words(count, 10) for count in (9, 12)] == ["a few people", "12 people"]
