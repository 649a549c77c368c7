"""Letters and matters are counted apart over one period, and what became of them adds up."""

import datetime as dt

import pytest

from common import clock, evidence
from common.figures import Figures
from common.periods import Period
from issues.figures import ENDINGS
from issues.models import Issue
from issues.services.issues import close_issue, log_issue, signpost_issue
from issues.services.own_issues import withdraw_issue
from issues.services.splitting import undo_split
from tests.factories import accounts, issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
JULY = Period(dt.date(2026, 7, 1), dt.date(2026, 7, 31))
AUGUST = Period(dt.date(2026, 8, 1), dt.date(2026, 8, 31))


def at(month, day):
    return clock.at(dt.date(2026, month, day), dt.time(12))


def letters(period):
    return Figures(period)["letters"]


def matters(period):
    return Figures(period)["raised"]["all"]


@pytest.fixture
def july():
    """Two letters with one matter each, and one that was split into three on the tenth."""
    by = accounts.coordinator()
    one = issues.logged_issue(now=at(7, 1), by=by)
    issues.received_issue(now=at(7, 2))
    letter = issues.split_letter(titles=("Bus", "School", "Therapy"), now=at(7, 10), by=by)
    return one, letter, by


def test_letters_and_matters_add_up(july):
    found = letters(JULY)
    assert found == {"all": 3, "with_one": 2, "with_several": 1, "matters_of_several": 3}
    assert matters(JULY) == found["with_one"] + found["matters_of_several"] == 5
    assert Figures(JULY)["raised_so_far"]["all"] == 5
    assert Figures(JULY)["raised_by"]["by_channel"] == [["web", 3]]
    assert Figures(JULY)["who_raised"]["all"] == 3


def test_a_letter_counts_as_one_matter_until_it_is_split(july):
    before = Period(JULY.start, dt.date(2026, 7, 10))
    issues.split_letter(now=at(7, 20))
    assert (letters(before)["with_several"], matters(before)) == (1, 5)
    letter = issues.received_issue(now=at(7, 3))
    assert matters(Period(JULY.start, dt.date(2026, 7, 9))) == 3
    assert letter.status == "received"


def test_a_split_that_was_undone_is_one_matter_whatever_the_day(july):
    _one, letter, by = july
    undo_split(letter, reason="It is one thing.", by=by, now=at(8, 3))
    for period in (JULY, Period(JULY.start, AUGUST.end)):
        assert (letters(period)["with_several"], matters(period)) == (0, 3)


def test_a_letter_withdrawn_whole_is_not_counted_beside_its_matters(july):
    _one, letter, _by = july
    withdraw_issue(letter, now=at(7, 20))
    assert (matters(JULY), Figures(JULY)["raised"]["withdrawn"]) == (5, 3)
    assert letters(JULY)["all"] == 3


def test_what_was_closed_in_a_period_has_its_own_figure_and_base(july):
    one, letter, by = july
    bus, school, _therapy = letter.parts.order_by("part_number")
    signpost_issue(bus, to="The helpline", reason="They can act.", by=by, now=at(8, 4))
    withdraw_issue(school, now=at(8, 5))
    close_issue(one, reason="Done", by=by, now=at(8, 6))
    issues.received_issue(now=at(8, 7))
    found = Figures(AUGUST)["ended"]
    assert (found["base"], found["open_before"], found["raised"], found["reopened"]) == (6, 5, 1, 0)
    assert [found[status.value] for status in ENDINGS] == [1, 1, 0, 1]
    assert found["still_open"] == 3
    assert found["base"] == sum(found[status.value] for status in ENDINGS) + found["still_open"]
    assert Figures(JULY)["ended"]["closed"] == 0


def test_what_is_reopened_in_a_period_is_followed_in_it_again(july):
    one, _letter, by = july
    close_issue(one, reason="Done", by=by, now=at(7, 20))
    assert Figures(AUGUST)["ended"]["base"] == 4
    log_issue(one, by=by, now=at(8, 3))
    found = Figures(AUGUST)["ended"]
    assert (found["base"], found["reopened"], found["closed"]) == (5, 1, 0)


def test_the_evidence_for_p9_names_letters_and_issues(july):
    _one, letter, _by = july
    withdraw_issue(letter.parts.first(), now=at(7, 20))
    said = evidence.collect(JULY.end, {"issues-raised"})["issues-raised"].figure
    assert said.startswith("3 letters in a year, 5 issues in them: 5 concerns")
    assert said.endswith("; 1 withdrawn since")


def test_the_public_list_gives_account_of_the_year_without_small_numbers(client):
    by, today = accounts.coordinator(), clock.today()
    for _one in range(5):
        issues.received_issue()
    issues.split_letter(titles=("Bus", "School"), by=by)
    for _one in range(2):
        withdraw_issue(issues.received_issue())
    text = words(client.get("/issues/"))
    assert "we have received 8 letters, with 9 issues in them" in text
    assert "Withdrawn or still followed: 9" in text
    Issue.objects.filter(status="received").update(received_on=today - dt.timedelta(days=800))
    text = words(client.get("/issues/"))
    assert "we have received a few letters, with a few issues in them" in text
    assert "What became of them" not in text
