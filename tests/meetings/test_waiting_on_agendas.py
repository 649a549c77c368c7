"""Waiting themes are on the next agenda only; what is decided or has nothing left leaves it, or says so (P9)."""

import datetime as dt

import pytest

from issues.services.own_issues import withdraw_issue
from meetings.periodic import keep_waiting_themes
from meetings.rules import MeetingKind
from meetings.services.agenda import bring_up_to_date, edit_item, publish_agenda
from meetings.services.planning import cancel
from tests.factories import accounts, issues
from tests.factories import answers as make_answers
from tests.factories import meetings as make
from tests.meetings.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")
NOTE = "Nothing waits under this item any more"
NOW = make.noon(TODAY)


@pytest.fixture
def theme(today):
    theme = issues.theme("School transport")
    issues.logged_issue(theme=theme)
    return theme


@pytest.fixture
def year(theme):
    return make.a_year(2026, now=NOW)


def on(meeting):
    return list(meeting.items.filter(theme__isnull=False).values_list("title", flat=True))


def test_a_waiting_theme_is_on_the_next_agenda_only_and_goes_on_where_that_meeting_is_called_off(year):
    assert [on(meeting) for meeting in year] == [["School transport"], [], []]
    cancel(year[0], "The building is closed.", by=None, now=NOW)
    assert [on(meeting) for meeting in year[1:]] == [["School transport"], []]


def test_what_was_presented_leaves_an_agenda_that_is_not_published(year, theme):
    make_answers.presentation_of(theme=theme)
    keep_waiting_themes(NOW)
    assert on(year[0]) == []
    numbers = list(year[0].items.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_a_parent_took_back_leaves_too(year, theme):
    withdraw_issue(theme.issues.get(), by=accounts.coordinator())
    keep_waiting_themes(NOW)
    assert on(year[0]) == []


def test_a_published_agenda_keeps_the_item_and_says_that_nothing_waits(as_anyone, year, theme):
    publish_agenda(year[0], by=None, now=NOW)
    make_answers.presentation_of(theme=theme)
    for _again in range(2):
        keep_waiting_themes(NOW)
    page = as_anyone.get(year[0].get_absolute_url()).content.decode()
    assert page.count(NOTE) == 1
    issues.logged_issue(theme=theme)
    keep_waiting_themes(NOW)
    assert NOTE not in as_anyone.get(year[0].get_absolute_url()).content.decode()


def test_an_item_somebody_worked_on_stays(year, theme):
    item = year[0].items.get(theme=theme)
    edit_item(item, version=0, text="Two families will speak.", by=accounts.coordinator())
    make_answers.presentation_of(theme=theme)
    keep_waiting_themes(NOW)
    assert on(year[0]) == ["School transport"]


def test_an_additional_meeting_takes_the_themes_only_where_its_agenda_is_brought_up_to_date(year):
    extra = make.a_scheduled_meeting(TODAY + dt.timedelta(days=5), kind=MeetingKind.ADDITIONAL, now=NOW)
    keep_waiting_themes(NOW)
    assert (on(extra), on(year[0])) == ([], ["School transport"])
    bring_up_to_date(extra, by=None, now=NOW)
    assert (on(extra), on(year[0])) == (["School transport"], [])
