"""Terms of office are renewed by a resolution, which may name several members, and stays while one rests on it."""

import datetime as dt

import pytest
from django.urls import reverse

from common import clock
from common.errors import DomainError
from common.models import Message
from meetings.models import TermRenewal
from meetings.services.decided import renew_term, take_back_renewal
from meetings.services.resolutions import remove_resolution
from tests.factories import issues, members
from tests.factories import meetings as make
from tests.filling import parts_of

pytestmark = pytest.mark.usefixtures("today")
HELD_ON = dt.date(2026, 2, 10)
LAST = dt.date(2026, 8, 31)
NEXT = dt.date(2028, 8, 31)


@pytest.fixture
def membership(db):
    return members.a_term(ends_on=LAST).membership


@pytest.fixture
def resolution(db):
    return make.a_resolution(make.a_held_meeting(on=HELD_ON), "That the terms be renewed.")


def last_day(membership):
    return membership.terms.last().ends_on


def test_a_resolution_renews_a_term_and_the_membership_names_it(as_coordinator, membership, resolution):
    address = reverse("meetings:term_renew", args=[membership.pk])
    other = make.a_resolution(resolution.item.meeting, "Something else.", theme=issues.theme())
    page = as_coordinator.get(address).content.decode()
    assert "The present term lasts until 31 August 2026" in page
    assert f'<option value="{other.pk}"' not in page
    data = {"resolution": resolution.pk, **parts_of(NEXT, "ends_on")}
    page = as_coordinator.post(address, data, follow=True).content.decode()
    assert "Term of office renewed. We are telling them by e-mail." in page
    assert "1 September 2026 to 31 August 2028" in page
    assert "item 1 (i)" in page
    assert membership.terms.last().agreed_on == HELD_ON


def test_one_resolution_renews_the_terms_of_several_members(membership, resolution):
    other = members.a_term(ends_on=LAST).membership
    for one in (membership, other):
        renew_term(one, resolution=resolution, ends_on=NEXT, by=None)
    assert resolution.renewals.count() == 2


def test_the_same_renewal_sent_twice_is_refused_with_a_message(as_coordinator, membership, resolution):
    data = {"resolution": resolution.pk, **parts_of(dt.date(2027, 8, 31), "ends_on")}
    address = reverse("meetings:term_renew", args=[membership.pk])
    as_coordinator.post(address, data)
    response = as_coordinator.post(address, data)
    assert "The term began on 1 September 2027" in str(response.context["form"].errors["ends_on"])
    assert TermRenewal.objects.count() == 1


def test_a_renewal_from_a_page_that_is_out_of_date_is_refused(as_coordinator, membership, resolution):
    address = reverse("meetings:term_renew", args=[membership.pk])
    data = {"resolution": resolution.pk, "follows": LAST.isoformat(), **parts_of(NEXT, "ends_on")}
    as_coordinator.post(address, data)
    page = as_coordinator.post(address, data | parts_of(NEXT + dt.timedelta(days=365), "ends_on"))
    assert "Somebody else has changed this term since you opened the page." in page.content.decode()
    assert TermRenewal.objects.count() == 1


def test_a_resolution_about_something_else_renews_nothing(membership):
    meeting = make.a_held_meeting(on=HELD_ON)
    for resolution in (
        make.a_resolution(meeting, theme=issues.theme()),
        make.a_resolution(meeting, seat=members.a_seat()),
    ):
        with pytest.raises(DomainError, match="something else"):
            renew_term(membership, resolution=resolution, ends_on=NEXT, by=None)


def test_a_meeting_that_was_not_held_renews_nothing(membership):
    meeting = make.a_meeting_with_agenda(clock.today() + clock.DAY)
    with pytest.raises(DomainError, match="not been confirmed as held"):
        renew_term(membership, resolution=make.a_resolution(meeting, by=None), ends_on=NEXT, by=None)


def test_somebody_without_a_term_has_none_to_renew(as_coordinator, resolution):
    membership = members.a_member()
    assert as_coordinator.get(reverse("meetings:term_renew", args=[membership.pk])).status_code == 404
    with pytest.raises(DomainError, match="Set one first"):
        renew_term(membership, resolution=resolution, ends_on=NEXT, by=None)


def test_a_resolution_that_renewed_a_term_stays_in_the_minutes(membership, resolution):
    renew_term(membership, resolution=resolution, ends_on=NEXT, by=None)
    with pytest.raises(DomainError, match="carried out"):
        remove_resolution(resolution, by=None)


def test_a_renewal_recorded_by_mistake_is_taken_back_and_the_member_is_told(as_coordinator, membership, resolution):
    term = renew_term(membership, resolution=resolution, ends_on=NEXT, by=None)
    page = as_coordinator.post(reverse("meetings:renewal_take_back", args=[term.renewal.pk]), follow=True)
    assert "Renewal taken back. We are telling them by e-mail." in page.content.decode()
    assert last_day(membership) == LAST
    mail = Message.objects.get(key__startswith="members.renewal_taken_back")
    assert "has been taken back. Your term lasts until 31 August 2026." in mail.body_text
    remove_resolution(resolution, by=None)


def test_only_the_last_renewal_is_taken_back(membership, resolution):
    first = renew_term(membership, resolution=resolution, ends_on=NEXT, by=None)
    renew_term(membership, resolution=resolution, ends_on=NEXT + dt.timedelta(days=365), by=None)
    with pytest.raises(DomainError, match="Only the last renewal"):
        take_back_renewal(first.renewal, by=None)
