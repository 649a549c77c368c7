"""Writing minutes: stale edits are refused, and resolutions become commitments (V12, S9)."""

import datetime as dt

import pytest

from answers.models import Commitment
from common.errors import DomainError, StaleEdit
from meetings.models import NotedPoint, Resolution
from meetings.services.minutes import edit_point, note_point, number_minutes, remove_point, resolve, save_minute
from tests.factories import accounts, issues
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make.a_held_meeting()


@pytest.fixture
def item(meeting):
    return meeting.items.first()


def test_a_stale_save_shows_the_current_text_and_saves_nothing(item):
    save_minute(item, "The chair spoke.", 0, by=None)
    with pytest.raises(StaleEdit) as caught:
        save_minute(item, "The manager spoke.", 0, by=None)
    assert caught.value.theirs == "The chair spoke."
    assert make.fresh(item).minute == "The chair spoke."


def test_the_last_editor_is_stored_on_item_and_meeting(item):
    by = accounts.coordinator()
    item = save_minute(item, "The chair spoke.", 0, by=by)
    assert item.minute_by == item.meeting.minutes_last_by == by
    other = accounts.coordinator()
    note_point(item, "That buses come late", by=other)
    assert make.fresh(item.meeting).minutes_last_by == other


def test_changing_a_point_makes_an_edit_stale_and_adding_one_does_not(item):
    point = note_point(item, "First", by=None)
    save_minute(item, "The chair spoke.", 0, by=None)
    edit_point(point, "First, corrected", 1, by=None)
    with pytest.raises(StaleEdit) as caught:
        edit_point(point, "Something else", 1, by=None)
    assert caught.value.theirs == "First, corrected"


def test_points_and_resolutions_are_numbered_without_gaps(item):
    for text in ("One", "Two", "Three"):
        note_point(item, text, by=None)
        resolve(item, text, by=None)
    remove_point(NotedPoint.objects.get(text="Two"), by=None)
    remove_point(Resolution.objects.get(text="One"), by=None)
    assert [(point.number, point.text) for point in item.noted.all()] == [(1, "One"), (2, "Three")]
    assert [(one.number, one.text) for one in item.resolutions.all()] == [(1, "Two"), (2, "Three")]


@pytest.mark.parametrize("write", [note_point, resolve])
def test_empty_points_and_resolutions_are_refused(item, write):
    with pytest.raises(DomainError, match="Enter some text"):
        write(item, "  ", by=None)


def test_a_resolution_with_owner_and_date_becomes_a_commitment(meeting, item):
    due_on = meeting.on + dt.timedelta(days=30)
    resolution = resolve(item, "Ask for times", "The chair", due_on, by=None, now=make.noon(meeting.on))
    commitment = Commitment.objects.get()
    assert resolution.commitment == commitment
    assert (commitment.owner, commitment.what, commitment.due_on) == ("The chair", "Ask for times", due_on)
    assert commitment.source == f"{meeting}, item 1 (i)"
    assert not commitment.is_public


@pytest.mark.parametrize(("owner", "due_on", "field"), [("Ann", None, "due_on"), ("", dt.date(2030, 1, 1), "owner")])
def test_owner_and_date_are_required_together(item, owner, due_on, field):
    with pytest.raises(DomainError, match="both an owner") as caught:
        resolve(item, "Ask", owner, due_on, by=None)
    assert caught.value.field == field


def test_a_resolution_has_the_subject_of_its_item_unless_another_is_given():
    theme, other = issues.theme(), issues.theme()
    issues.logged_issue(theme=theme)
    meeting = make.a_held_meeting(kind="spring", on=dt.date(2026, 3, 10))
    item = meeting.items.get(theme=theme)
    assert resolve(item, "Present it", by=None).subject == theme
    assert resolve(item, "Present that", theme=other, by=None).subject == other


def test_minutes_cannot_be_written_before_publication_or_after_approval():
    for meeting in (make.a_scheduled_meeting(), make.an_approved_meeting()):
        with pytest.raises(DomainError, match="cannot be changed"):
            save_minute(meeting.items.first(), "Words", 0, by=None)


def test_minute_numbers_continue_from_an_earlier_year():
    """S3: the first is 556."""
    first, second = make.a_held_meeting(), make.a_held_meeting()
    number_minutes(first, 556, by=None)
    assert list(first.items.values_list("minute_number", flat=True)) == [556, 557, 558, 559]
    number_minutes(second, by=None)
    assert list(second.items.values_list("minute_number", flat=True)) == [560, 561, 562, 563]


def test_a_numbered_panel_item_as_in_public_minutes():
    """S9: a report recommending to note and comment, six points noted, RESOLVED (i), (ii), (iii), each followed."""
    meeting = make.a_meeting_with_agenda()
    item = meeting.items.get(number=3)
    make.a_paper(item, report_of="Head of service", recommends="note and comment", urgency_reason="Figures of today")
    meeting = make.a_held_meeting(meeting=meeting)
    make.a_paper(item, "Additional document")
    now = make.noon(meeting.on)
    for number in range(1, 7):
        note_point(item, f"Point {number}", by=None, now=now)
    later = meeting.on + dt.timedelta(days=60)
    resolve(item, "Analysis at a future meeting", "The co-ordinator", later, by=None, now=now)
    resolve(item, "Consider the question", "The head of service", later, by=None, now=now)
    resolve(item, "Members are invited to the event", "The chair", later, by=None, now=now)
    assert item.noted.count() == 6
    assert [one.number for one in item.resolutions.all()] == [1, 2, 3]
    assert Commitment.objects.open().count() == 3
    assert [paper.is_late for paper in item.papers.all()] == [True, False]
