"""Timeline entries of meetings: visibility and query counts."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answers.services.commitments import make_commitment
from common import clock
from issues.services.issues import merge_issue
from issues.services.own_issues import withdraw_issue
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda, put_on_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import resolve
from meetings.services.planning import cancel
from meetings.timeline import (
    attendance_of,
    entries_for_commitment,
    entries_for_issue,
    entries_for_presentation,
    entries_for_review,
    entries_for_theme,
    steps_of_meeting,
)
from tests.factories import accounts, answers, issues, members
from tests.factories import meetings as make
from tests.meetings.conftest import COMING, TODAY

NOBODY = AnonymousUser()
HELD = TODAY - dt.timedelta(days=60)


@pytest.fixture
def theme(today):
    theme = issues.theme("School transport")
    issues.logged_issue(theme=theme)
    return theme


def told(entries):
    return [(entry.on, entry.title, entry.text, entry.is_done) for entry in entries]


def test_a_theme_shows_where_it_will_be_discussed_once_the_agenda_is_published(theme, coordinator):
    meeting = make.a_scheduled_meeting(COMING, kind=MeetingKind.SPRING)
    to_come = [(COMING, "The group discusses it at the Spring meeting 2026", "", False)]
    assert told(entries_for_theme(theme, NOBODY)) == []
    assert told(entries_for_theme(theme, coordinator)) == to_come
    publish_agenda(meeting, by=None)
    assert told(entries_for_theme(theme, NOBODY)) == to_come


def test_resolutions_are_public_once_the_minutes_are_approved(theme, coordinator):
    meeting = make.a_scheduled_meeting(HELD, kind=MeetingKind.AUTUMN)
    meeting = make.a_held_meeting(meeting=publish_agenda(meeting, by=None, now=make.noon(HELD)))
    item = meeting.items.get(theme=theme)
    resolve(item, "Present it", by=coordinator)
    resolve(item, "Thank the parents", by=coordinator)
    circulate_minutes(meeting, by=coordinator)
    title = "The group discussed it at the Autumn meeting 2025"
    words = "RESOLVED: Present it\n\nRESOLVED: Thank the parents"
    assert told(entries_for_theme(theme, NOBODY)) == [(HELD, title, "", True)]
    assert told(entries_for_theme(theme, members.a_member().person.user)) == [(HELD, title, words, True)]
    at_meeting = make.a_meeting_with_agenda(HELD + dt.timedelta(days=30))
    approve_minutes(meeting, at_meeting, by=accounts.coordinator())
    assert told(entries_for_theme(theme, NOBODY)) == [(HELD, title, words, True)]


def test_an_issue_is_discussed_with_its_theme_from_the_day_it_was_raised(theme):
    early = make.a_scheduled_meeting(HELD, kind=MeetingKind.AUTUMN)
    publish_agenda(early, by=None, now=make.noon(HELD - clock.DAY))
    issue = issues.logged_issue(theme=theme)
    alone = issues.logged_issue()
    assert entries_for_issue(issue, NOBODY) == []
    make.a_meeting_with_agenda(COMING, kind=MeetingKind.SPRING)
    discussed = "The group discusses it at the Spring meeting 2026"
    assert told(entries_for_issue(issue, NOBODY)) == [(COMING, discussed, "", False)]
    assert told(entries_for_issue(alone, NOBODY)) == [(COMING, "The group meets: Spring meeting 2026", "", False)]


def test_an_issue_not_with_the_group_waits_for_no_meeting(coordinator):
    make.a_scheduled_meeting(COMING, kind=MeetingKind.SPRING)
    assert entries_for_issue(issues.acknowledged_issue(), NOBODY) == []
    assert entries_for_issue(answers.responded_issue(), NOBODY) == []


def test_discussion_after_an_issue_was_withdrawn_is_not_in_its_timeline(theme):
    issue = issues.logged_issue(theme=theme, now=make.noon(HELD - clock.DAY))
    issue = withdraw_issue(issue, now=make.noon(HELD - clock.DAY))
    meeting = make.a_scheduled_meeting(HELD, kind=MeetingKind.AUTUMN)
    publish_agenda(meeting, by=None, now=make.noon(HELD - clock.DAY))
    assert entries_for_theme(theme, NOBODY) != []
    assert entries_for_issue(issue, NOBODY) == []


def test_a_merged_issue_is_discussed_with_the_other(theme, coordinator):
    root = issues.logged_issue(theme=theme)
    merged = merge_issue(issues.acknowledged_issue(by=coordinator), into=root, by=coordinator)
    make.a_meeting_with_agenda(COMING, kind=MeetingKind.SPRING)
    assert entries_for_issue(merged, NOBODY) == entries_for_issue(root, NOBODY) != []


def test_a_cancelled_meeting_is_not_in_the_timeline(theme):
    meeting = make.a_meeting_with_agenda(COMING, kind=MeetingKind.SPRING)
    cancel(meeting, "Snow", by=None)
    assert entries_for_theme(theme, NOBODY) == []


def test_a_review_shows_which_agenda_it_is_on(coordinator):
    review = members.an_open_review()
    make.a_scheduled_meeting(COMING, kind=MeetingKind.SPRING)
    assert [entry.on for entry in entries_for_review(review, review.membership.person.user)] == [COMING]


@pytest.fixture
def discussed(theme, coordinator):
    """A held meeting with the theme on its agenda, and one resolution about it."""
    meeting = publish_agenda(make.a_scheduled_meeting(HELD, kind=MeetingKind.AUTUMN), by=None, now=make.noon(HELD))
    meeting = make.a_held_meeting(meeting=meeting)
    item = meeting.items.get(theme=theme)
    return resolve(item, "Present it", by=coordinator)


def test_a_presentation_shows_where_its_theme_was_discussed(theme, discussed, coordinator):
    presentation = answers.presentation_of(theme=theme, by=coordinator)
    other = answers.presentation_of(theme=issues.theme("Short breaks"), by=coordinator)
    assert [entry.text for entry in entries_for_presentation(presentation, coordinator)] == ["RESOLVED: Present it"]
    assert entries_for_presentation(other, coordinator) == []


def test_a_commitment_shows_the_meeting_that_resolved_it(theme, discussed, coordinator):
    presentation = answers.presentation_of(theme=theme, by=coordinator)
    answers.post_answer(presentation, commitments=[answers.promise(clock.today())])
    commitment = presentation.items.get().answers.get().commitments.get()
    assert [entry.on for entry in entries_for_commitment(commitment, coordinator)] == [HELD]
    alone = make_commitment(owner="The group", what="Write", due_on=clock.today(), by=coordinator)
    assert entries_for_commitment(alone, coordinator) == []


def test_attendance_is_shown_to_the_holder_and_the_co_ordinator(coordinator):
    _seat, (ann, ben) = members.a_shared_seat()
    make.a_held_meeting([ann, ben], "P A", on=HELD)
    assert [entry.text for entry in attendance_of(ann, coordinator)] == ["in the room"]
    assert [entry.text for entry in attendance_of(ben, ben.person.user)] == ["apologies"]
    assert attendance_of(ann, ben.person.user) == attendance_of(ann, NOBODY) == []


def test_a_timeline_takes_one_query_for_any_number_of_meetings(theme, coordinator):
    for place in range(4):
        day = HELD - dt.timedelta(days=place)
        meeting = make.a_scheduled_meeting(day)
        item = put_on_agenda(theme, meeting, by=None)
        resolve(
            make.a_held_meeting(meeting=publish_agenda(meeting, by=None)).items.get(pk=item.pk),
            "Present it",
            by=coordinator,
        )
    entries_for_theme(theme, coordinator)
    with CaptureQueriesContext(connection) as captured:
        assert len(entries_for_theme(theme, coordinator)) == 4
    assert len(captured) == 1


def test_a_draft_agenda_is_linked_where_its_items_stand(theme, coordinator):
    meeting = make.a_scheduled_meeting(COMING, kind=MeetingKind.SPRING)
    item = meeting.items.get(theme=theme)
    [entry] = entries_for_theme(theme, coordinator)
    assert entry.url == f"/staff/meetings/{meeting.slug}/agenda/#item-{item.pk}"
    publish_agenda(meeting, by=coordinator)
    [entry] = entries_for_theme(theme, coordinator)
    assert entry.url == f"{meeting.get_absolute_url()}#item-{item.pk}"


def test_a_meeting_of_the_past_is_not_still_to_come(theme, coordinator, monkeypatch):
    meeting = make.a_scheduled_meeting(COMING, kind=MeetingKind.SPRING)
    monkeypatch.setattr(clock, "today", lambda now=None: COMING + dt.timedelta(days=1))
    assert [entry.is_done for entry in entries_for_theme(theme, coordinator)] == [True]
    assert [(entry.title, entry.is_done) for entry in steps_of_meeting(meeting, coordinator)] == [
        ("The day of the meeting", True)
    ]
