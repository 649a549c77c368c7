"""A resolution and its commitment agree until the approval, and after it by amendment (V12)."""

import datetime as dt

import pytest
from django.urls import reverse

from answers.models import Commitment
from answers.services.commitments import finish_commitment
from common.errors import DomainError
from meetings.models import Resolution
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import resolve
from meetings.services.resolutions import edit_resolution, remove_resolution
from tests.factories import accounts
from tests.factories import meetings as make
from tests.filling import parts_of, save
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address

pytestmark = pytest.mark.usefixtures("today")
HELD_ON = dt.date(2026, 2, 10)
DUE = dt.date(2026, 4, 1)


@pytest.fixture
def meeting(today):
    return make.a_held_meeting(on=HELD_ON)


@pytest.fixture
def resolution(meeting):
    return resolve(meeting.items.first(), "Ask for times", "The chair", DUE, by=accounts.coordinator())


def change(client, resolution, **typed):
    there = {"text": resolution.text, "owner": "The chair", **parts_of(DUE, "due_on")}
    version = client.get(edit := address(resolution.item.meeting, f"resolutions/{resolution.pk}/edit/"))
    posted = there | {"version": version.context["form"]["version"].value()} | typed
    return client.post(edit, posted, follow=True)


def test_words_owner_and_date_of_a_resolution_change_its_commitment_too(as_coordinator, resolution):
    later = parts_of(DUE + dt.timedelta(days=7), "due_on")
    page = change(as_coordinator, resolution, text="Ask for bus times", owner="Ben Pike", **later)
    assert "Ben Pike (name)" in page.content.decode()
    typed = {"text": "Ask for bus times", "owner": "Ben Pike", "put_back": ["ben pike"]}
    page = change(as_coordinator, resolution, **typed, **later)
    assert "Resolution changed." in page.content.decode()
    commitment = Commitment.objects.get()
    assert (commitment.what, commitment.owner) == ("Ask for bus times", "Ben Pike")
    assert commitment.due_on == DUE + dt.timedelta(days=7)


def test_a_resolution_without_owner_and_date_has_no_commitment(as_coordinator, resolution):
    nothing = {"owner": "", "due_on_day": "", "due_on_month": "", "due_on_year": ""}
    change(as_coordinator, resolution, **nothing)
    assert not Commitment.objects.exists()
    again = Resolution.objects.get()
    change(as_coordinator, again)
    assert Commitment.objects.get().source == f"{resolution.item.meeting}, item 1 (i)"


def test_a_resolution_with_a_commitment_is_removed_with_it_and_the_later_ones_move_up(as_coordinator, resolution):
    second = resolve(resolution.item, "Write to the council", "Ann Lowe", DUE, by=None)
    where = address(resolution.item.meeting, f"resolutions/{resolution.pk}/remove/")
    assert "Removed." in as_coordinator.post(where, follow=True).content.decode()
    left = Commitment.objects.get()
    assert (left.pk, left.source) == (second.commitment_id, f"{resolution.item.meeting}, item 1 (i)")


def test_what_is_done_already_stays(resolution):
    finish_commitment(resolution.commitment, evidence="Seen", by=None)
    for act in (
        lambda: remove_resolution(resolution, by=None),
        lambda: edit_resolution(resolution, "Other words", resolution.item.minute_version, "The chair", DUE, by=None),
    ):
        with pytest.raises(DomainError, match="ended"):
            act()
    assert Resolution.objects.get().text == "Ask for times"


def test_a_resolution_that_was_carried_out_is_not_removed(meeting):
    used = make.a_resolution_on_a_review(meeting)
    from_review = used.review
    make.members.decide(from_review, outcome="continue", decided_on=HELD_ON, by=None)
    with pytest.raises(DomainError, match="carried out"):
        remove_resolution(Resolution.objects.get(pk=used.pk), by=None)


def test_after_the_approval_a_resolution_is_amended_and_the_ledger_says_the_same(
    as_coordinator, as_anyone, resolution, meeting
):
    meeting.refresh_from_db()
    circulate_minutes(meeting, by=accounts.coordinator())
    later = make.a_meeting_with_agenda(TODAY - dt.timedelta(days=3))
    approve_minutes(meeting, later, by=accounts.coordinator())
    refused = as_coordinator.get(address(meeting, f"resolutions/{resolution.pk}/edit/"), follow=True)
    assert "Approved minutes can only be amended." in refused.content.decode()
    amend = address(meeting, "minutes/amend/")
    form = as_coordinator.get(amend).context["form"]
    posted = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    save(as_coordinator, amend, posted | {f"resolved_{resolution.pk}": "Ask for bus times", "note": "The wrong words."})
    commitment = Commitment.objects.get()
    assert (commitment.what, commitment.is_public) == ("Ask for bus times", True)
    assert "Ask for bus times" in as_anyone.get(commitment.get_absolute_url()).content.decode()
    first = reverse("meetings:minutes_version", args=[meeting.slug, 2])
    assert "Ask for times" in as_anyone.get(first).content.decode()
    assert "Ask for bus times" in as_anyone.get(meeting.get_absolute_url()).content.decode()
