"""Bad input gets a clear message beside the field, and nothing typed is lost; good input calls one service."""

import datetime as dt

import pytest
from django.urls import reverse

from members.models import Acceptance, Constituency, Interest, Membership, Person, RoleDescription, Seat
from members.services.seats import close_seat
from tests.factories import accounts, members
from tests.filling import save
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def post(client, page, /, *args, **data):
    return save(client, reverse(f"members:{page}", args=args), data)


def date(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def error_of(response, field, status=200):
    """Return the message beside a field, having looked that the page shows it with the field."""
    assert response.status_code == status
    messages = response.context["form"][field].errors
    assert messages, response.context["form"].errors
    assert f'id="id_{field}_error"' in response.content.decode()
    return messages[0]


def typed_is_kept(response, *words):
    page = response.content.decode()
    return all(word in page for word in words)


def test_a_person_is_added_and_opened(as_coordinator):
    response = post(as_coordinator, "person_add", name="Asha Begum", email="asha@example.org", name_shown="first")
    person = Person.objects.get(name="Asha Begum")
    assert response.url == person.get_absolute_url()
    assert person.public_name == "Asha"


def test_a_person_with_a_bad_address_keeps_everything_typed(as_coordinator):
    response = post(
        as_coordinator, "person_add", name="Asha Begum", email="asha at home", skills="Sign language", name_shown="none"
    )
    assert "like name@example.org" in error_of(response, "email")
    assert typed_is_kept(response, "Asha Begum", "asha at home", "Sign language")
    assert response.context["form"]["name_shown"].value() == "none"


def test_a_rules_refusal_is_shown_beside_its_field(as_coordinator):
    members.a_person("Asha Begum", email="asha@example.org")
    response = post(as_coordinator, "person_add", name="Asha Begum", email="asha@example.org", name_shown="full")
    assert "already on record" in error_of(response, "email")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2025"}, "real date"),
        ({"starts_on_day": "3", "starts_on_month": "", "starts_on_year": "2025"}, "month"),
        ({"starts_on_day": "3", "starts_on_month": "3", "starts_on_year": "25"}, "four numbers"),
        ({"starts_on_day": "3", "starts_on_month": "3", "starts_on_year": "1999"}, "not open on that date"),
    ],
)
def test_a_bad_appointment_date_is_refused_beside_the_field(as_coordinator, typed, words):
    nomination = members.a_nomination()
    response = post(as_coordinator, "membership_appoint", nomination.pk, **typed)
    assert words in error_of(response, "starts_on")
    nomination.refresh_from_db()
    assert nomination.status == "nominated"


def test_nominating_appointing_and_ending_through_the_pages(as_coordinator):
    person, seat = members.a_person("Asha Begum"), members.a_seat()
    response = post(as_coordinator, "membership_nominate", person=person.pk, seat=seat.pk, role_title="Parent carer")
    membership = Membership.objects.get(person=person)
    assert response.url == membership.get_absolute_url()
    post(as_coordinator, "membership_appoint", membership.pk, **date("starts_on", dt.date(2024, 5, 2)))
    membership.refresh_from_db()
    assert (membership.status, membership.starts_on) == ("active", dt.date(2024, 5, 2))
    response = post(as_coordinator, "membership_end", membership.pk, kind="asked", reason="")
    assert "Why is it ending" in response.content.decode()
    assert error_of(response, "reason")
    post(as_coordinator, "membership_end", membership.pk, kind="asked", reason="Moved away")
    membership.refresh_from_db()
    assert (membership.status, membership.end_reason) == ("ended", "Moved away")


def test_appointing_to_a_held_seat_shows_an_error(as_coordinator):
    held = members.a_member()
    response = post(as_coordinator, "membership_appoint", members.a_nomination(seat=held.seat).pk)
    assert response.status_code == 200
    assert "Someone already holds this seat" in response.content.decode()


def test_the_link_from_a_seat_or_person_prefills_the_nomination(as_coordinator):
    person, seat = members.a_person(), members.a_seat()
    page = as_coordinator.get(f"{reverse('members:membership_nominate')}?seat={seat.pk}&person={person.pk}")
    assert page.context["form"]["seat"].value() == str(seat.pk)
    assert f'<option value="{person.pk}" selected' in page.content.decode()


@pytest.mark.parametrize("query", ["?seat=abc", "?seat=999999&person=%00", "?constituency=x"])
def test_invalid_values_in_the_address_break_no_page(as_coordinator, query):
    for name in ("membership_nominate", "seat_add"):
        assert as_coordinator.get(reverse(f"members:{name}") + query).status_code == 200


def test_a_closed_seat_cannot_be_chosen(as_coordinator):
    closed = close_seat(members.a_seat(), by=None)
    response = post(as_coordinator, "membership_nominate", person=members.a_person().pk, seat=closed.pk)
    assert error_of(response, "seat")


def test_a_seat_is_not_shared_by_its_form_but_no_longer_shared_there(as_coordinator):
    place = members.a_constituency()
    post(as_coordinator, "seat_add", constituency=place.pk, title="Parent carer, south", is_shared="on")
    assert not Seat.objects.get().is_shared
    shared, _holders = members.a_shared_seat(holders=1)
    said = {"constituency": shared.constituency.pk, "title": shared.title, "opened_on": shared.opened_on}
    post(as_coordinator, "seat_edit", shared.pk, **said)
    shared.refresh_from_db()
    assert not shared.is_shared


def test_seats_and_constituencies_are_saved_through_the_pages(as_coordinator):
    post(as_coordinator, "constituency_add", name="Health services", target_seats=2, order=6)
    place = Constituency.objects.get(slug="health-services")
    post(as_coordinator, "constituency_edit", place.pk, name="Health", target_seats=1, order=6, is_council_side="on")
    post(as_coordinator, "seat_add", constituency=place.pk, title="Nurse")
    seat = Seat.objects.get(title="Nurse")
    said = {"constituency": place.pk, "title": "School nurse", "opened_on": "2019-09-02"}
    post(as_coordinator, "seat_edit", seat.pk, **said)
    seat.refresh_from_db()
    place.refresh_from_db()
    assert (seat.title, place.name, place.is_council_side) == ("School nurse", "Health", True)
    assert seat.opened_on == dt.date(2019, 9, 2)
    post(as_coordinator, "seat_close", seat.pk, reason="Not needed")
    seat.refresh_from_db()
    assert seat.closed_on


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("target_seats", "many", 200),
        ("target_seats", "-1", 200),
        ("order", "1000", 200),
        ("name", "x" * 121, 200),
    ],
)
def test_a_bad_value_of_a_constituency_is_shown_at_its_field(as_coordinator, field, value, status):
    data = {"name": "Health", "target_seats": 1, "order": 1, field: value}
    assert error_of(post(as_coordinator, "constituency_add", **data), field, status)
    assert not Constituency.objects.exists()


def test_a_role_description_is_drafted_published_and_accepted_on_paper(as_coordinator):
    post(as_coordinator, "role_description_add", title="Parent carer member", text="Come to meetings.")
    description = RoleDescription.objects.get()
    post(as_coordinator, "role_version_draft", description.pk, text="Come to the meetings.", version=1)
    post(as_coordinator, "role_version_publish", description.draft.pk)
    assert description.in_force.text == "Come to the meetings."
    membership = members.a_member(seat=members.a_seat(role_description=description))
    post(as_coordinator, "membership_accepted", membership.pk)
    assert Acceptance.objects.filter(membership=membership).exists()


def test_a_role_description_without_text_keeps_the_typed_title(as_coordinator):
    response = post(as_coordinator, "role_description_add", title="Parent carer member", text="  ")
    assert error_of(response, "text")
    assert typed_is_kept(response, "Parent carer member")


def test_publishing_twice_shows_an_error(as_coordinator):
    version = members.a_role_description().in_force
    response = as_coordinator.post(reverse("members:role_version_publish", args=[version.pk]), follow=True)
    assert "already published" in response.content.decode()


def test_an_account_is_linked_and_unlinked_on_the_persons_page(as_coordinator):
    person = members.a_person()
    post(as_coordinator, "person_sign_in", person.pk, email="asha@example.org")
    person.refresh_from_db()
    assert person.user.email == "asha@example.org"
    other = post(as_coordinator, "person_sign_in", members.a_person().pk, email="asha@example.org")
    assert "Someone else signs in" in error_of(other, "email")
    post(as_coordinator, "person_unlink", person.pk)
    person.refresh_from_db()
    assert person.user is None


def test_the_coordinator_keeps_the_register_for_a_member(as_coordinator):
    person = members.a_member().person
    post(as_coordinator, "interest_add", person.pk, body="Hillview School", capacity="governor", is_private="on")
    interest = Interest.objects.get()
    assert (interest.person, interest.is_private) == (person, True)
    post(as_coordinator, "interests_confirm", person.pk)
    assert person.interest_returns.count() == 1
    post(as_coordinator, "interest_end", interest.pk)
    interest.refresh_from_db()
    assert interest.ended_on


def test_a_member_keeps_their_own_interests(as_member, membership):
    response = post(as_member, "my_interest_add", body="", capacity="governor")
    assert error_of(response, "body")
    assert typed_is_kept(response, "governor")
    post(as_member, "my_interest_add", body="Hillview School", capacity="governor")
    interest = membership.person.interests.get()
    post(as_member, "my_interest_end", interest.pk)
    interest.refresh_from_db()
    assert interest.ended_on
    post(as_member, "my_interests_confirm")
    assert membership.person.interest_returns.get().is_nil


def test_a_member_chooses_how_they_are_named_and_cannot_change_the_rest(as_member, membership):
    before = membership.person.name
    data = {"name_shown": "none", "skills": "Signing", "access_needs": "A ramp", "phone": "", "name": "X", "user": ""}
    post(as_member, "my_details_edit", **data)
    person = Person.objects.get(pk=membership.person.pk)
    assert (person.public_name, person.skills, person.name, person.user) == (
        "",
        "Signing",
        before,
        membership.person.user,
    )


def test_a_member_reads_and_accepts_and_is_asked_again_for_a_new_version(as_member, membership):
    address = reverse("members:role_description_accept", args=[membership.pk])
    assert address in [task["url"] for task in as_member.get("/my/membership/").context["tasks"]]
    page = as_member.get(address)
    number = page.context["form"]["version"].value()
    assert error_of(as_member.post(address, {"version": number}), "is_accepted")
    as_member.post(address, {"version": number, "is_accepted": "on"})
    assert "You accepted this on" in as_member.get(address).content.decode()
    assert address not in [task["url"] for task in as_member.get("/my/membership/").context["tasks"]]
    members.a_new_version(membership.seat.role_description)
    assert "Do you accept it?" in as_member.get(address).content.decode()
    assert "not accepted yet" in as_member.get("/my/membership/").content.decode()


def test_a_newly_published_version_is_shown_before_acceptance(as_member, membership):
    address = reverse("members:role_description_accept", args=[membership.pk])
    members.a_new_version(membership.seat.role_description, text="New duties.")
    response = as_member.post(address, {"version": 1, "is_accepted": "on"})
    assert response.status_code == 200
    assert "A new version has been published" in response.content.decode()
    assert "New duties." in response.content.decode()
    assert not membership.acceptances.exists()
    as_member.post(address, {"version": response.context["form"]["version"].value(), "is_accepted": "on"})
    assert membership.acceptances.get().version.number == 2


def test_a_forged_version_is_not_found(as_member, membership):
    address = reverse("members:role_description_accept", args=[membership.pk])
    assert as_member.post(address, {"version": 77, "is_accepted": "on"}).status_code == 404


def test_a_review_is_heard_through_the_pages(client):
    review = members.an_open_review()
    sign_in(client, review.membership.person.user)
    post(client, "review_say", review.pk, text="Mornings would work.", version=0)
    client.logout()
    sign_in(client, accounts.coordinator())
    page = client.get(review.get_absolute_url()).content.decode()
    assert "Mornings would work." in page


def test_a_review_is_withdrawn_with_a_reason(as_coordinator):
    review = members.an_open_review()
    assert error_of(post(as_coordinator, "review_withdraw", review.pk, reason=""), "reason")
    post(as_coordinator, "review_withdraw", review.pk, reason="The record was wrong")
    review.refresh_from_db()
    assert review.withdrawn_reason == "The record was wrong"


def test_unexpected_fields_are_ignored(as_coordinator):
    nomination = members.a_nomination()
    post(as_coordinator, "membership_edit", nomination.pk, role_title="Parent", status="active", starts_on="2024-01-01")
    nomination.refresh_from_db()
    assert (nomination.role_title, nomination.status, nomination.starts_on) == ("Parent", "nominated", None)


@pytest.mark.parametrize(("text", "status"), [("a\0b", 200), ("x" * 5001, 200)])
def test_text_that_cannot_be_stored_is_refused_with_a_message(as_coordinator, text, status):
    review = members.an_open_review()
    assert error_of(post(as_coordinator, "review_say", review.pk, text=text, version=0), "text", status)
