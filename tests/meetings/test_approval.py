"""Minutes are circulated, approved by someone other than the last editor, and amended (S4)."""

import datetime as dt

import pytest
from django.db.models import ProtectedError

from answers.models import Commitment
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from common.versions import erase_versions
from meetings.models import VersionKind
from meetings.rules import MeetingStatus, check_approver
from meetings.services.approval import amend_minutes, approve_minutes, circulate_minutes, minutes_warnings
from meetings.services.minutes import note_point, number_minutes, resolve, save_minute
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.meetings.staff import text_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return accounts.coordinator()


@pytest.fixture
def other():
    return accounts.coordinator()


@pytest.fixture
def meeting(writer):
    return make.a_circulated_meeting(by=writer)


@pytest.fixture
def later(meeting):
    return make.a_meeting_with_agenda(meeting.on + dt.timedelta(days=56))


def approve(meeting, later, note="", *, by):
    return approve_minutes(meeting, later, note, by=by, now=make.noon(later.on))


def test_circulating_e_mails_every_member_and_stores_a_version():
    members.a_member(person=members.a_person("Ann Lowe", email="ann@example.org"))
    meeting = make.a_circulated_meeting()
    assert meeting.status == MeetingStatus.CIRCULATED
    assert [version.kind for version in meeting.versions.all()] == [VersionKind.CIRCULATED]
    letter = Message.objects.get(to="ann@example.org", subject=f"Draft minutes: {meeting}")
    assert "subject to approval" in letter.body_text


def test_empty_minutes_cannot_be_circulated(writer):
    with pytest.raises(DomainError, match="No minutes yet"):
        circulate_minutes(make.a_held_meeting(), by=writer)


def test_minutes_with_one_noted_point_can_be_circulated(writer):
    meeting = make.a_held_meeting()
    note_point(meeting.items.first(), "That buses come late", by=writer)
    assert circulate_minutes(meeting, by=writer).status == MeetingStatus.CIRCULATED


def test_minute_numbers_continue_when_minutes_are_circulated(writer):
    first = make.a_held_meeting()
    number_minutes(first, 556, by=writer)
    meeting = make.a_circulated_meeting(by=writer)
    assert meeting.items.first().minute_number == 560


def test_minutes_are_approved_on_the_day_of_the_later_meeting(meeting, later, other):
    meeting = approve(meeting, later, by=other)
    assert (meeting.status, meeting.approved_on, meeting.approved_at_meeting) == ("approved", later.on, later)
    assert meeting.versions.last().kind == VersionKind.APPROVED


def test_the_last_editor_cannot_approve(meeting, later, writer):
    with pytest.raises(DomainError, match="You were the last to edit these minutes"):
        approve(meeting, later, by=writer)


def test_an_earlier_editor_can_approve(meeting, later, writer, other):
    item = meeting.items.last()
    save_minute(item, "The chair closed the meeting.", item.minute_version, by=other)
    assert approve(meeting, later, "Item 6 was added.", by=writer).status == MeetingStatus.APPROVED


def test_a_member_can_record_the_approval(meeting, later):
    assert approve(meeting, later, by=members.a_member().person.user).status == MeetingStatus.APPROVED


def test_minutes_cannot_be_approved_anonymously(meeting, later):
    with pytest.raises(DomainError, match="Someone else"):
        approve(meeting, later, by=None)


def test_minutes_are_approved_at_a_later_meeting_that_has_begun(meeting, later, other):
    earlier = make.a_meeting_with_agenda(meeting.on - dt.timedelta(days=28))
    for wrong in (meeting, earlier):
        with pytest.raises(DomainError, match="a later meeting"):
            approve(meeting, wrong, by=other)
    with pytest.raises(DomainError, match="not begun"):
        approve_minutes(meeting, later, by=other, now=make.noon(later.on - dt.timedelta(days=1)))


def test_minutes_approved_as_amended_say_what_changed_and_keep_both_versions(meeting, later, writer, other):
    """S4."""
    item = meeting.items.first()
    save_minute(item, "Friday, not Thursday.", item.minute_version, by=writer)
    with pytest.raises(DomainError, match="Say what was amended"):
        approve(meeting, later, by=other)
    meeting = approve(meeting, later, "The day of the week.", by=other)
    sent, approved = meeting.versions.all()
    assert sent.kept.texts["items"][0]["minute"] == "The group heard what parents had raised."
    assert approved.kept.texts["items"][0]["minute"] == "Friday, not Thursday."
    assert approved.note == "The day of the week."


def test_approved_minutes_are_locked(meeting, later, writer, other):
    approve(meeting, later, by=other)
    item = meeting.items.first()
    for write in (
        lambda: save_minute(item, "Words", item.minute_version, by=writer),
        lambda: note_point(item, "Words", by=writer),
        lambda: resolve(item, "Words", by=writer),
        lambda: number_minutes(meeting, by=writer),
    ):
        with pytest.raises(DomainError, match="Approved minutes"):
            write()
    with pytest.raises(MoveNotAllowed):
        approve(meeting, later, by=other)


def test_approval_publishes_commitments_of_the_public_part(writer, other):
    meeting = make.a_meeting_with_agenda()
    private = make.an_item(
        meeting, "A tender", is_private=True, private_reason="Prices", urgency_reason="The offer ends"
    )
    meeting = make.a_held_meeting(meeting=meeting)
    due_on = meeting.on + dt.timedelta(days=90)
    now = make.noon(meeting.on)
    resolve(meeting.items.first(), "Tell families", "The chair", due_on, by=writer, now=now)
    resolve(private, "Sign it", "The manager", due_on, by=writer, now=now)
    circulate_minutes(meeting, by=writer, now=now)
    later = make.a_meeting_with_agenda(meeting.on + dt.timedelta(days=56))
    approve(meeting, later, by=other)
    assert [one.what for one in Commitment.objects.public()] == ["Tell families"]


def test_amending_approved_minutes_records_date_and_reason_and_keeps_both_versions(meeting, later, other, writer):
    meeting = approve(meeting, later, by=other)
    item = meeting.items.first()
    with pytest.raises(DomainError, match="what has been amended"):
        amend_minutes(meeting, {item.pk: "Corrected"}, " ", by=writer)
    with pytest.raises(DomainError, match="not changed anything"):
        amend_minutes(meeting, {item.pk: item.minute}, "A slip", by=writer)
    amend_minutes(meeting, {item.pk: "Corrected"}, "A slip", by=writer, now=make.noon(dt.date(2030, 1, 7)))
    kinds = [version.kind for version in meeting.versions.all()]
    assert kinds == [VersionKind.CIRCULATED, VersionKind.APPROVED, VersionKind.AMENDED]
    amended = meeting.versions.last()
    assert (amended.kept.saved_on, amended.note) == (dt.date(2030, 1, 7), "A slip")
    assert amended.kept.texts["items"][0]["minute"] == "Corrected"
    assert make.fresh(meeting).status == MeetingStatus.APPROVED


def test_amending_makes_someone_the_last_editor(client, meeting, later, other, writer):
    meeting = approve(meeting, later, by=other)
    amend_minutes(meeting, {meeting.items.first().pk: "Corrected"}, "A slip", by=other)
    meeting = make.fresh(meeting)
    assert meeting.minutes_last_by == other
    with pytest.raises(DomainError, match="You were the last to edit these minutes"):
        check_approver(other, meeting.minutes_last_by_id)
    page = sign_in(client, writer).get(f"/staff/meetings/{meeting.slug}/minutes/")
    assert f"Last edited by {other.name}." in text_of(page)


def test_the_words_of_a_version_of_the_minutes_are_never_erased(meeting):
    with pytest.raises(ProtectedError):
        erase_versions(meeting)


def test_minutes_that_are_not_approved_cannot_be_amended(meeting, writer):
    with pytest.raises(DomainError, match="Only approved minutes"):
        amend_minutes(meeting, {}, "A slip", by=writer)


def test_a_date_on_the_wrong_weekday_in_the_minutes_is_a_warning(meeting, writer):
    item = meeting.items.first()
    save_minute(item, "The next one is on Friday 2 July 2026.", item.minute_version, by=writer)
    assert minutes_warnings(meeting.items.all()) == ["“Friday 2 July 2026”: 2 July that year is a Thursday."]
    assert meeting.status == MeetingStatus.CIRCULATED
