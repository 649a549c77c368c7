"""A stale edit never overwrites a role description draft or what a member says before a review."""

import pytest
from django.urls import reverse

from common.errors import DomainError, StaleEdit
from members.models import RoleDescription
from members.services.memberships import end_membership
from members.services.reviews import record_member_said, withdraw_review
from members.services.roles import create_role_description, draft_role_version, publish_role_version
from tests.factories import accounts, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
STALE = "Someone else saved this while you were writing."


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def description():
    """A role description with its first version in force."""
    return members.a_role_description(text="Come to the meetings.")


@pytest.fixture
def review():
    return members.an_open_review()


def draft(description):
    return reverse("members:role_version_draft", args=[description.pk])


def say(review):
    return reverse("members:review_say", args=[review.pk])


# --- the draft of a role description


def test_the_next_version_begins_from_the_words_in_force(as_coordinator, description):
    form = as_coordinator.get(draft(description)).context["form"]
    assert form["text"].value() == "Come to the meetings."
    as_coordinator.post(draft(description), {"text": "Come in time.", "version": form["version"].value()})
    assert fresh(description).draft.text == "Come in time."
    assert as_coordinator.get(draft(description)).context["form"]["text"].value() == "Come in time."


def test_a_stale_draft_shows_both_texts_and_keeps_what_was_typed(as_coordinator, description):
    begun = as_coordinator.get(draft(description)).context["form"]["version"].value()
    draft_role_version(description, "Come in time.", by=None)
    response = as_coordinator.post(draft(description), {"text": "Come early.", "version": begun})
    page = response.content.decode()
    assert STALE in page
    assert "Come in time." in page
    assert "Come early." in page
    assert fresh(description).draft.text == "Come in time."
    again = {"text": "Come early, in time.", "version": response.context["form"]["version"].value()}
    assert as_coordinator.post(draft(description), again).status_code == 302
    assert fresh(description).draft.text == "Come early, in time."


def test_a_draft_published_meanwhile_is_not_undone_by_an_older_edit(description):
    begun = description.edits
    members.a_new_version(description, text="New duties.")
    with pytest.raises(StaleEdit) as caught:
        draft_role_version(description, "Old duties.", version=begun, by=None)
    assert caught.value.theirs == "New duties."
    assert fresh(description).draft is None


def test_each_save_of_the_words_is_one_edit():
    description = create_role_description("Parent carer member", by=None)
    assert (description.edits, description.latest_text) == (0, "")
    for number, words in enumerate(("One", "Two"), start=1):
        draft_role_version(description, words, version=number - 1, by=None)
        assert (fresh(description).edits, fresh(description).latest_text) == (number, words)
    publish_role_version(description.draft, by=None)
    assert fresh(description).edits == 2


@pytest.mark.parametrize("version", ["", "x", "1.5"])
def test_a_draft_without_a_sound_version_is_refused_and_kept_on_the_page(as_coordinator, description, version):
    response = as_coordinator.post(draft(description), {"text": "Come early.", "version": version})
    assert response.status_code == 200
    assert "version" in response.context["form"].errors
    assert "Come early." in response.content.decode()
    assert RoleDescription.objects.get().draft is None


def test_a_null_character_in_a_draft_is_a_field_error(as_coordinator, description):
    response = as_coordinator.post(draft(description), {"text": "Come\x00 early.", "version": 1})
    assert response.status_code == 200
    assert "text" in response.context["form"].errors


# --- what the member says before the group decides


def test_member_and_co_ordinator_do_not_overwrite_each_other(client, review):
    record_member_said(review, "Mornings would work.", version=0, by=None)
    sign_in(client, review.membership.person.user)
    response = client.post(say(review), {"text": "I need childcare.", "version": 0})
    page = response.content.decode()
    assert STALE in page
    assert "Mornings would work." in page
    assert "I need childcare." in page
    assert fresh(review).member_said == "Mornings would work."
    again = {"text": "Mornings, and childcare.", "version": response.context["form"]["version"].value()}
    assert client.post(say(review), again).status_code == 302
    assert fresh(review).member_said == "Mornings, and childcare."


def test_what_was_said_is_counted_save_by_save(review):
    for number in range(3):
        record_member_said(review, f"Words {number}", version=number, by=None)
    assert fresh(review).said_version == 3
    with pytest.raises(StaleEdit):
        record_member_said(review, "Late", version=2, by=None)


def test_the_member_cannot_be_heard_after_the_decision(client, review):
    sign_in(client, review.membership.person.user)
    members.decide(review, outcome="continue", by=None)
    assert client.get(say(review)).status_code == 404
    assert client.post(say(review), {"text": "Too late", "version": 0}).status_code == 404


# --- one's own review, and seats that are not free


def test_nobody_withdraws_the_review_of_their_own_membership(review):
    with pytest.raises(DomainError, match="your own membership"):
        withdraw_review(review, reason="A slip", by=review.membership.person.user)
    assert withdraw_review(review, reason="A slip", by=accounts.coordinator()).status == "withdrawn"


def test_ending_a_membership_always_withdraws_its_open_review(review):
    end_membership(review.membership, reason="Moved away", by=None)
    assert (fresh(review).status, fresh(review).withdrawn_reason) == ("withdrawn", "The membership ended.")


def test_appointing_is_not_offered_while_the_seat_is_held(as_coordinator):
    held = members.a_member()
    nomination = members.a_nomination(seat=held.seat)
    appoint = reverse("members:membership_appoint", args=[nomination.pk])
    page = as_coordinator.get(nomination.get_absolute_url()).content.decode()
    assert "Someone already holds this seat." in page
    assert appoint not in page
    end_membership(held, reason="Moved away", by=None)
    assert appoint in as_coordinator.get(nomination.get_absolute_url()).content.decode()


def test_appointing_to_a_shared_seat_is_offered_beside_its_holder(as_coordinator):
    seat, _holders = members.a_shared_seat(holders=1)
    nomination = members.a_nomination(seat=seat)
    assert (
        reverse("members:membership_appoint", args=[nomination.pk])
        in as_coordinator.get(nomination.get_absolute_url()).content.decode()
    )


def test_nobody_is_offered_to_appoint_themselves(as_coordinator, coordinator):
    nomination = members.a_nomination(person=members.a_person(user=coordinator))
    page = as_coordinator.get(nomination.get_absolute_url()).content.decode()
    assert "This is your own account." in page
    response = as_coordinator.post(reverse("members:membership_appoint", args=[nomination.pk]), {})
    assert "This is your own account." in response.content.decode()
    assert fresh(nomination).status == "nominated"
