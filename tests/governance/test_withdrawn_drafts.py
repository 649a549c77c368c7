"""The co-ordinator withdraws a draft that the group asked for: that is said, and it can be begun again."""

import datetime as dt
import html
import re

import pytest
from django.test import Client

from governance.models import TermsDraft, TermsVersion
from governance.services.reviews import review_terms
from tests.factories import accounts, meetings
from tests.factories import governance as make
from tests.filling import parts_of
from tests.issues.pages import press
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
D = dt.date
CHANGED = "The group promotes the service to fathers too."


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def words(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())))


def read(address, by=None):
    return words((by or Client()).get(address))


def withdrawn(staff, draft, reason="By mistake."):
    staff.post(f"/staff/terms/drafts/{draft.pk}/withdraw/", {"reason": reason})


def test_everybody_reads_that_the_coordinator_withdrew_it_and_that_the_decision_is_not_carried_out(staff):
    draft = make.a_changed_draft()
    assert "not the group" in read(f"/staff/terms/drafts/{draft.pk}/withdraw/", staff)
    withdrawn(staff, draft)
    said = read("/terms/")
    assert "The group decided on 10 March 2026 to change this, and a draft of the next version was begun." in said
    assert "The co-ordinator withdrew the draft on" in said
    assert "not the group: By mistake. What the group decided has not been carried out yet." in said
    assert "Decision not carried out: Terms of reference" in read("/staff/", staff)
    assert "not been carried out" in read(draft.get_absolute_url(), staff)


def test_a_draft_withdrawn_by_mistake_is_begun_again_from_the_same_decision_with_its_words(staff):
    draft = make.a_changed_draft()
    withdrawn(staff, draft)
    resolution = meetings.a_resolution(draft.review.meeting)
    typed = {"resolution": resolution.pk, "is_about": "on", "is_changed": "on"}
    refused = staff.post(f"/staff/terms/{draft.based_on.pk}/review/", typed)
    assert "Begin its draft again on the page of the draft." in words(refused)
    assert "Read the withdrawn draft" in read("/terms/", staff)
    page = press(staff, staff.get(draft.get_absolute_url()), f"/staff/terms/drafts/{draft.pk}/begin/", follow=True)
    assert "The draft is being written again, from the words it had." in words(page)
    again = TermsDraft.objects.open().get()
    assert page.request["PATH_INFO"] == again.get_absolute_url()
    assert (again.review, again.based_on, again.begun_on) == (draft.review, draft.based_on, draft.begun_on)
    assert f"Added: {CHANGED}" in words(page)
    assert "P13: taken away" in words(page)
    assert "A draft of the next version is being written." in read("/terms/")
    assert "Decision not carried out" not in read("/staff/", staff)
    resolution = meetings.a_resolution(on=make.AGREED)
    data = {"resolution": resolution.pk, "is_about": "on", "edition": again.edition}
    data |= parts_of(D(2027, 1, 1), "in_force_on")
    staff.post(f"/staff/terms/drafts/{again.pk}/agree/", data)
    assert TermsVersion.objects.get(number=2).drafted_as == again


def test_a_draft_is_begun_again_once_and_not_after_the_group_reviewed_the_terms_again(staff):
    draft = make.a_changed_draft()
    address = f"/staff/terms/drafts/{draft.pk}/begin/"
    assert "This draft was not withdrawn." in words(staff.post(address, follow=True))
    withdrawn(staff, draft)
    staff.post(address)
    assert "A draft of the next version is being written." in words(staff.post(address, follow=True))
    again = TermsDraft.objects.open().get()
    withdrawn(staff, again, "The group wants none.")
    review_terms(draft.based_on, resolution=meetings.a_resolution(on=make.AGREED, text="That they stay."), by=None)
    refused = words(staff.post(f"/staff/terms/drafts/{again.pk}/begin/", follow=True))
    assert "The group has reviewed the terms again since." in refused
    said = read("/terms/")
    assert "not been carried out" not in said
    assert "The group has reviewed it again since, on 16 June 2026" in said
    assert "Decision not carried out" not in read("/staff/", staff)
