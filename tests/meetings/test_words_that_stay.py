"""What was decided stays as it was: words that something rests on, what was amended, what was added late."""

import datetime as dt

import pytest
from django.urls import reverse

from answers.models import Presentation
from common.errors import DomainError
from meetings.models import Resolution
from meetings.services.agenda import publish_agenda
from meetings.services.approval import CARRIED_OUT, amend_minutes, approve_minutes, circulate_minutes
from meetings.services.decided import present
from meetings.services.minutes import resolve, save_minute
from meetings.services.planning import edit_meeting, postpone, record_sittings, set_chair
from meetings.services.resolutions import edit_resolution
from tests.factories import accounts, answers, issues, members
from tests.factories import meetings as make
from tests.issues.pages import words
from tests.meetings.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")
HELD_ON = dt.date(2026, 1, 20)
DAY = dt.timedelta(days=1)


def put_to_an_agency(resolution, theme):
    fields = {"agency": answers.an_agency(), "title": "Travel", "covering_text": "Please answer."}
    agreed = {"way": "meeting", "resolution": resolution, "agreed_on": None, "agreed_words": ""}
    return present(key="k", items=[{"theme": theme, "ask": "Say when."}], by=None, **fields, **agreed)


@pytest.fixture
def theme():
    theme = issues.theme(now=make.noon(HELD_ON - DAY))
    issues.logged_issue(theme=theme, now=make.noon(HELD_ON - DAY))
    return theme


def circulated():
    return make.a_circulated_meeting(on=HELD_ON)


def approve(meeting):
    later = make.a_meeting_with_agenda(HELD_ON + dt.timedelta(days=28))
    return approve_minutes(make.fresh(meeting), later, "More was resolved", by=accounts.coordinator())


def test_the_words_of_a_resolution_that_was_carried_out_are_not_changed(theme):
    meeting = make.a_held_meeting(on=HELD_ON)
    resolution = make.a_resolution(meeting, "That it be asked.", theme=theme)
    put_to_an_agency(resolution, theme)
    with pytest.raises(DomainError, match="has been carried out"):
        edit_resolution(resolution, "That nobody be asked.", resolution.item.minute_version, by=None)
    item = make.fresh(resolution).item
    save_minute(item, "It was discussed.", item.minute_version, by=accounts.coordinator())
    circulate_minutes(make.fresh(meeting), by=accounts.coordinator())
    approve(meeting)
    with pytest.raises(DomainError) as caught:
        amend_minutes(make.fresh(meeting), {}, "Wrong.", resolved={resolution.pk: "That nobody be asked."}, by=None)
    assert (caught.value.message, caught.value.field) == (CARRIED_OUT, f"resolved_{resolution.pk}")
    assert make.fresh(resolution).text == "That it be asked."


def test_what_is_added_to_circulated_minutes_counts_once_they_are_approved(theme):
    meeting = circulated()
    late = resolve(meeting.items.first(), "That it be asked.", by=accounts.coordinator(), theme=theme)
    assert late not in Resolution.objects.decided()
    with pytest.raises(DomainError, match="Members have not seen that resolution"):
        put_to_an_agency(late, theme)
    approve(meeting)
    put_to_an_agency(make.fresh(late), theme)
    assert Presentation.objects.get().resolved_by == late


def amend(meeting, resolution, text, why):
    amend_minutes(make.fresh(meeting), {}, why, resolved={resolution.pk: text}, by=accounts.coordinator())


def test_an_amended_resolution_is_shown_with_the_words_that_were_approved(client, theme):
    item = make.an_item(make.a_scheduled_meeting(HELD_ON), theme=theme)
    meeting = make.a_held_meeting(meeting=publish_agenda(item.meeting, by=None))
    resolution = make.a_resolution(meeting, "That ten be asked.", item=make.fresh(item))
    item = make.fresh(item)
    save_minute(item, "It was discussed.", item.minute_version, by=accounts.coordinator())
    circulate_minutes(make.fresh(meeting), by=accounts.coordinator())
    approve(meeting)
    amend(meeting, resolution, "That twelve be asked.", "It was twelve.")
    told = "(Amended on 20 February 2026. The meeting had approved: “That ten be asked.”)"
    page = words(client.get(meeting.get_absolute_url()))
    assert f"That twelve be asked. {told}" in page
    assert "They were amended on 20 February 2026: It was twelve." in page
    assert f"RESOLVED: That twelve be asked. {told}" in words(client.get(theme.get_absolute_url()))
    amend(meeting, resolution, "That eleven be asked.", "It was eleven.")
    assert f"That eleven be asked. {told}" in words(client.get(meeting.get_absolute_url()))


def announced(on, **fields):
    return make.a_scheduled_meeting(on, now=make.noon(TODAY), **fields)


def test_a_meeting_that_members_wait_for_is_not_made_a_past_one():
    meeting = announced(TODAY + 20 * DAY)
    with pytest.raises(DomainError, match="it is still to come") as caught:
        edit_meeting(meeting, *make.times(TODAY - 9 * DAY), has_taken_place=True, by=None)
    assert caught.value.field == "has_taken_place"
    assert make.fresh(meeting).on == TODAY + 20 * DAY


def test_the_page_of_a_moved_meeting_says_when_it_was_to_be(client):
    meeting = announced(TODAY + 20 * DAY)
    edit_meeting(meeting, *make.times(TODAY + 27 * DAY), by=None)
    page = words(client.get(meeting.get_absolute_url()))
    assert "It was first announced for Thursday 12 March 2026, and moved." in page
    postpone(make.fresh(meeting), "The hall is closed.", by=None)
    page = words(client.get(meeting.get_absolute_url()))
    assert "The new date is not known yet. It was to be on Thursday 19 March 2026." in page


def test_what_the_group_decided_of_one_date_is_not_said_of_another(as_coordinator):
    meeting = announced(TODAY + 20 * DAY, decided_by_group="Agreed on 20 January")
    with pytest.raises(DomainError, match="said of what it was before") as caught:
        edit_meeting(meeting, *make.times(TODAY + 27 * DAY), decided_by_group="Agreed on 20 January", by=None)
    assert caught.value.field == "decided_by_group"
    there = {"venue": "Town hall", "decided_by_group": "agreed on  20 January"}
    with pytest.raises(DomainError, match="said of what it was before"):
        edit_meeting(meeting, meeting.starts_at, meeting.ends_at, by=None, **there)
    first = set_chair(meeting, members.a_person("Ann Lowe"), decided_by_group="Agreed on 20 January", by=None)
    with pytest.raises(DomainError, match="said of what it was before"):
        set_chair(first, members.a_person("Ben Moss"), decided_by_group="Agreed on 20 January", by=None)
    edit_meeting(meeting, *make.times(TODAY + 27 * DAY), decided_by_group="", by=None)
    assert make.fresh(meeting).decided_by_group == ""
    page = words(as_coordinator.get(reverse("meetings:meeting_manage", args=[meeting.slug])))
    assert "Agreed on 20 January" not in page


def test_what_the_group_decided_before_a_meeting_stays_once_it_was_held(as_anyone):
    meeting = make.a_held_meeting(on=HELD_ON)
    person = members.a_person("Ann Lowe")
    with pytest.raises(DomainError, match="can no longer be changed") as caught:
        set_chair(meeting, person, decided_by_group="The whole group voted", by=None)
    assert caught.value.field == "decided_by_group"
    set_chair(make.fresh(meeting), person, decided_by_group="", by=None)
    assert "Ann Lowe As in the draft minutes." in words(as_anyone.get(meeting.get_absolute_url()))


def test_the_times_of_a_meeting_stay_once_its_minutes_are_approved():
    meeting = make.an_approved_meeting(on=HELD_ON)
    with pytest.raises(DomainError, match="stay as they are"):
        record_sittings(meeting, [make.times(HELD_ON)], by=None)
