"""A form that can no longer be sent is not shown by its address: it leads back and says why."""

import pytest
from django.urls import reverse

from tests.factories import accounts, consultations, meetings
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LOCKED = "This consultation has been opened, so its questions and information are locked."


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


def test_the_forms_of_a_draft_lead_back_once_it_is_opened(staff):
    one = consultations.an_open_one()
    page = reverse("consultations:staff_consultation", args=[one.slug])
    for name, args in (
        ("consultation_edit", [one.slug]),
        ("question_add", [one.slug]),
        ("question_edit", [one.questions.first().pk]),
    ):
        answer = staff.get(reverse(f"consultations:{name}", args=args), follow=True)
        assert answer.redirect_chain == [(page, 302)]
        assert LOCKED in answer.content.decode()


def test_a_draft_is_edited_and_does_not_offer_to_replace_itself(staff):
    draft = consultations.a_draft()
    form = staff.get(reverse("consultations:consultation_edit", args=[draft.slug])).context["form"]
    assert draft not in form.fields["earlier_version"].queryset


def test_an_item_of_a_meeting_that_was_held_leads_back(staff):
    item = meetings.a_held_meeting().items.first()
    answer = staff.get(reverse("meetings:item_edit", args=[item.meeting.slug, item.pk]), follow=True)
    assert len(answer.redirect_chain) == 1
    assert "This agenda can no longer be changed." in answer.content.decode()
