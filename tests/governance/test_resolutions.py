"""The resolution that the terms rest on: its words are shown, and one about something else is never offered."""

import html
import re

import pytest

from common import clock
from common.errors import DomainError
from governance.services.reviews import review_terms
from meetings.services.agenda import publish_agenda
from tests.factories import accounts, meetings
from tests.factories import governance as make
from tests.filling import parts_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def read(address, by):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", by.get(address).content.decode())))


def choices(staff, address):
    field = staff.get(address).context["form"].fields["resolution"]
    return [(str(group), [str(label) for _pk, label in rows]) for group, rows in field.choices]


def test_resolutions_are_offered_with_their_words_those_that_name_the_terms_first(staff):
    version = make.terms_in_force()
    meeting = meetings.a_scheduled_meeting(make.REVIEWED)
    now = meetings.noon(meeting.on - 20 * clock.DAY)
    other, ours = (meetings.an_item(meeting, title, now=now) for title in ("Wheelchairs", "A look at our terms"))
    publish_agenda(meetings.fresh(meeting), by=None, now=now)
    meetings.a_held_meeting(meeting=meetings.fresh(meeting))
    long = "That the group ask for more wheelchairs, and for somebody who mends them, in each of the five districts."
    for item, text in ((other, long), (ours, "That they stay as they are.")):
        meetings.a_resolution(item=meetings.fresh(item), text=text)
    [(first, named), (rest, others)] = choices(staff, f"/staff/terms/{version.pk}/review/")
    assert (first, rest) == ("They name it", "Other resolutions")
    assert [one.split(", ")[-1] for one in named] == ["A look at our terms: “That they stay as they are.”"]
    assert f"Wheelchairs: “{long}”" in others[0]


@pytest.mark.parametrize("standing", ["questions", "declarations"])
def test_a_resolution_under_an_item_about_something_else_is_never_offered_nor_taken(staff, standing):
    version = make.terms_in_force()
    meeting = meetings.a_held_meeting(on=make.REVIEWED)
    resolution = meetings.a_resolution(item=meeting.items.get(standing=standing), text="That the terms be approved.")
    address = f"/staff/terms/{version.pk}/review/"
    field = staff.get(address).context["form"].fields["resolution"]
    assert list(field.choices) == [("", "There is no resolution to choose yet")]
    assert staff.post(address, {"resolution": resolution.pk, "is_about": "on"}).context["form"].errors["resolution"]
    with pytest.raises(DomainError, match="about something else"):
        review_terms(version, resolution=resolution, by=None)


def test_a_resolution_is_taken_only_with_the_tick_that_its_words_are_about_the_terms(staff):
    version = make.terms_in_force()
    review_on = version.review_on
    resolution = meetings.a_resolution(on=make.REVIEWED, text="That wheelchairs be mended.")
    address = f"/staff/terms/{version.pk}/review/"
    assert "“That wheelchairs be mended.”" in read(address, staff)
    refused = staff.post(address, {"resolution": resolution.pk})
    assert refused.context["form"].errors["is_about"]
    version.refresh_from_db()
    assert version.review_on == review_on
    draft = make.a_changed_draft()
    resolution = meetings.a_resolution(on=make.AGREED)
    data = {"resolution": resolution.pk, "edition": draft.edition, **parts_of(clock.today(), "in_force_on")}
    assert staff.post(f"/staff/terms/drafts/{draft.pk}/agree/", data).context["form"].errors["is_about"]
