"""Filling a seat in the open: the call, applying from the public page, the answer, and how it was decided."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError
from common.models import Message
from members.models import Membership, Person, SeatApplication, SeatCall
from members.rules import ApplicationStatus, CallStatus, NameShown
from members.services.calls import (
    apply,
    close_call,
    correct_filling,
    decline_application,
    fill_call,
    forget_applicants,
    nominate_applicant,
    open_call,
    update_call,
    withdraw_application,
)
from members.services.memberships import appoint
from members.services.seats import close_seat
from tests.factories import members
from tests.filling import parts_of, save

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 18, 11, tzinfo=dt.UTC)
LAST = dt.date(2026, 7, 17)
JO = {"name": "Jo Bright", "email": "jo@example.org", "about": "I know what it is like."}


def at(day):
    return clock.at(day, dt.time(9))


@pytest.fixture
def call(db):
    return members.a_call(apply_by_on=LAST, now=NOW)


@pytest.fixture
def open_now(db):
    """A call that is open on the day of the tests."""
    return members.a_call(apply_by_on=clock.today() + dt.timedelta(days=20))


def words(response):
    return " ".join(response.content.decode().split())


def mails(name):
    return Message.objects.filter(key__startswith=f"members.application_{name}")


# --- the call


def test_one_call_for_a_seat_is_open_at_a_time(call):
    with pytest.raises(DomainError, match="already an open call"):
        open_call(call.seat, text="Again", apply_by_on=LAST, by=None, now=NOW)
    close_call(call, by=None, now=NOW)
    assert open_call(call.seat, text="Again", apply_by_on=LAST, by=None, now=NOW).is_open


@pytest.mark.parametrize("day", [NOW.date() - clock.DAY, NOW.date() + dt.timedelta(days=366)])
def test_the_last_day_to_apply_is_ahead_and_within_a_year(day):
    with pytest.raises(DomainError) as error:
        members.a_call(apply_by_on=day, now=NOW)
    assert error.value.field == "apply_by_on"


def test_a_closed_seat_is_not_called_for():
    seat = close_seat(members.a_seat(), by=None)
    with pytest.raises(DomainError, match="closed"):
        members.a_call(seat, apply_by_on=LAST, now=NOW)


def test_a_call_that_is_over_is_not_changed(call):
    close_call(call, by=None, now=NOW)
    with pytest.raises(DomainError, match="over"):
        update_call(call, text="New", by=None, now=NOW)


def test_the_public_list_leads_to_the_call_while_it_takes_applications(client, open_now):
    page = client.get(reverse("members:member_list"))
    assert open_now.get_absolute_url() in page.content.decode()
    close_call(open_now, by=None)
    assert open_now.get_absolute_url() not in client.get(reverse("members:member_list")).content.decode()
    assert client.get(open_now.get_absolute_url()).status_code == 404


# --- applying


def send(client, call, **data):
    address = reverse("members:call_apply", args=[call.pk])
    return client.post(address, JO | data, follow=True)


def test_anybody_applies_from_the_public_page_and_is_told(client, open_now):
    page = words(send(client, open_now))
    application = SeatApplication.objects.get()
    assert "We have your application" in page
    assert application.reference in page
    assert "Jo Bright" not in page
    assert application.entered_by is None
    [mail] = mails("received")
    assert application.reference in mail.subject


def test_the_same_form_sent_twice_is_one_application(client, open_now):
    address = reverse("members:call_apply", args=[open_now.pk])
    data = {"once": "one-key"} | JO
    first, second = client.post(address, data), client.post(address, data)
    assert first.url == second.url
    assert SeatApplication.objects.count() == 1


def test_a_telephone_is_enough_and_without_any_way_what_was_typed_stays(client, open_now):
    response = send(client, open_now, email="")
    assert response.context["form"].errors["email"]
    assert response.context["form"]["about"].value() == JO["about"]
    send(client, open_now, email="", phone="01632 960001")
    assert SeatApplication.objects.get().phone == "01632 960001"
    assert not mails("received").exists()


def test_nobody_applies_after_the_last_day_but_the_co_ordinator_enters_a_letter(call):
    late = at(LAST + clock.DAY)
    with pytest.raises(DomainError, match="last day to apply is over"):
        apply(call, **JO, now=late)
    coordinator = members.a_member().person.user
    assert apply(call, **JO, by=coordinator, now=late).entered_by == coordinator


def test_the_form_says_that_the_last_day_is_over(client):
    with clock.frozen(NOW):
        call = members.a_call(apply_by_on=LAST, now=NOW)
    with clock.frozen(at(LAST + clock.DAY)):
        assert "The last day to apply is over." in words(
            client.get(reverse("members:call_apply", args=[call.pk]), follow=True)
        )
        assert "It is being decided who takes the seat." in words(client.get(call.get_absolute_url()))


def test_the_audit_trail_says_nothing_of_who_applied(call):
    apply(call, **JO, now=NOW)
    entry = AuditEntry.objects.get(verb="apply_for_seat")
    assert "Jo" not in str(entry.detail)


# --- answers


def test_somebody_who_applied_is_nominated_as_a_new_person_and_told(call):
    application = apply(call, **JO, now=NOW)
    membership = nominate_applicant(application, by=None, now=NOW)
    application.refresh_from_db()
    assert (application.status, application.membership) == (ApplicationStatus.NOMINATED, membership)
    assert (membership.seat, membership.person.name, membership.person.email) == (call.seat, JO["name"], JO["email"])
    assert mails("nominated").count() == 1


def test_a_new_person_is_named_nowhere_before_they_chose_how_and_their_words_stay_where_they_were_given(call):
    person = nominate_applicant(apply(call, **JO, now=NOW), by=None, now=NOW).person
    assert (person.name_shown, person.public_name, person.skills) == (NameShown.NONE, "", "")


def test_words_of_an_applicant_are_deleted_at_their_wish_also_after_an_answer(call):
    application = apply(call, **JO, now=NOW)
    nominate_applicant(application, by=None, now=NOW)
    withdraw_application(application, by=None, now=NOW)
    application.refresh_from_db()
    assert (application.about, application.status) == ("", ApplicationStatus.NOMINATED)
    with pytest.raises(DomainError, match="already been deleted"):
        withdraw_application(application, by=None, now=NOW)


def test_somebody_on_record_is_not_added_again(call):
    person = members.a_person("Jo Bright", email="jo@example.org")
    membership = nominate_applicant(apply(call, **JO, now=NOW), person=person, by=None, now=NOW)
    assert membership.person == person
    assert Person.objects.filter(name="Jo Bright").count() == 1


def test_a_new_person_with_the_address_of_another_is_refused_with_a_message(as_coordinator, open_now):
    members.a_person("Jo Bright", email="jo@example.org")
    application = apply(open_now, **JO)
    response = as_coordinator.post(reverse("members:application_nominate", args=[application.pk]), {"person": ""})
    assert "already on record" in words(response)
    assert SeatApplication.objects.get().is_waiting


def test_the_message_says_what_is_still_kept_of_somebody_who_was_nominated(as_coordinator, open_now):
    nominated, waiting = (
        apply(open_now, **JO | {"name": name, "email": f"{name}@example.org"}) for name in ("jo", "al")
    )
    nominate_applicant(nominated, by=None)
    for application, said in ((nominated, "They stay on record as a person"), (waiting, "how to reach them has been")):
        address = reverse("members:application_withdraw", args=[application.pk])
        assert said in words(as_coordinator.post(address, follow=True))


def test_somebody_who_was_not_chosen_reads_why(call):
    decline_application(apply(call, **JO, now=NOW), answer="Four came forward.", by=None, now=NOW)
    [mail] = mails("declined")
    assert "Four came forward." in mail.body_text
    with pytest.raises(DomainError):
        nominate_applicant(SeatApplication.objects.get(), by=None, now=NOW)


def test_withdrawing_deletes_what_they_wrote_at_once(call):
    withdraw_application(apply(call, **JO, now=NOW), by=None, now=NOW)
    application = SeatApplication.objects.get()
    assert (application.name, application.email, application.about) == ("", "", "")
    assert application.cleared_on == NOW.date()


def test_contact_and_words_are_emptied_and_the_outcome_stays(call):
    decline_application(apply(call, **JO, now=NOW), answer="Sorry.", by=None, now=NOW)
    assert forget_applicants(SeatApplication.objects.all(), NOW) == 1
    application = SeatApplication.objects.get()
    assert (application.name, application.answer, application.status) == ("", "", ApplicationStatus.DECLINED)


# --- how it was filled


def chosen(call, now=NOW):
    return appoint(nominate_applicant(apply(call, **JO, now=now), by=None, now=now), by=None, now=now)


def test_how_a_seat_was_filled_is_public_but_for_the_names(client, open_now):
    membership = appoint(nominate_applicant(apply(open_now, **JO), by=None), by=None)
    fields = {"figures": "60 were asked, 41 voted, 28 for the one chosen.", "names": "Jo Bright, Al Stone"}
    fill_call(open_now, membership=membership, method="election", counted_by="Ann Lowe", by=None, **fields)
    page = words(client.get(open_now.get_absolute_url()))
    assert "they were elected" in page
    assert "60 were asked, 41 voted, 28 for the one chosen." in page
    assert not any(name in page for name in ("Al Stone", "Ann Lowe", "Jo Bright"))


def test_figures_name_nobody_who_stood_or_applied(call):
    membership = chosen(call)
    for names, figures in (("", "Jo Bright beat the rest"), ("Al Stone\nAnn Lowe", "28 for ann  lowe")):
        with pytest.raises(DomainError, match="leave out the name") as error:
            fill_call(call, membership=membership, method="group", names=names, figures=figures, by=None, now=NOW)
        assert error.value.field == "figures"


def test_a_wrong_record_is_corrected(as_coordinator, call):
    fill_call(call, membership=chosen(call), method="group", figures="12 to 3", by=None, now=NOW)
    address = reverse("members:call_correct", args=[call.pk])
    page = save(as_coordinator, address, {"method": "election", "figures": "13 to 2"}, follow=True)
    assert "Corrected." in words(page)
    call.refresh_from_db()
    assert (call.method, call.figures) == ("election", "13 to 2")
    with pytest.raises(DomainError, match="not recorded yet"):
        correct_filling(members.a_call(), method="group", by=None)


def test_somebody_is_appointed_before_the_seat_is_said_to_be_filled(call):
    nomination = nominate_applicant(apply(call, **JO, now=NOW), by=None, now=NOW)
    with pytest.raises(DomainError, match="Appoint them first") as error:
        fill_call(call, membership=nomination, method="group", by=None, now=NOW)
    assert error.value.field == "membership"


def test_a_seat_that_is_held_again_takes_no_more_applications_on_the_public_list(client, open_now):
    members.a_member(seat=open_now.seat)
    assert open_now.get_absolute_url() not in client.get(reverse("members:member_list")).content.decode()


def test_somebody_who_sends_after_the_call_is_over_keeps_what_they_wrote(client, open_now):
    close_call(open_now, by=None)
    response = client.post(reverse("members:call_apply", args=[open_now.pk]), JO)
    assert "This call is over." in words(response)
    assert response.context["form"]["about"].value() == JO["about"]
    page = client.get(reverse("members:call_apply", args=[open_now.pk]), follow=True)
    assert "This call is over. Call us if you would still like to come forward." in words(page)


def test_the_page_of_a_reference_tells_nothing_of_the_application(client, call):
    application = apply(call, **JO, now=NOW)
    decline_application(application, answer="Sorry.", by=None, now=NOW)
    page = words(client.get(reverse("members:application_received", args=[application.reference])))
    assert not any(told in page for told in (call.seat.title, "not chosen", "Jo"))


def test_an_election_needs_its_figures(call):
    with pytest.raises(DomainError) as error:
        fill_call(call, membership=chosen(call), method="election", by=None, now=NOW)
    assert error.value.field == "figures"


def test_a_call_does_not_end_before_everybody_has_an_answer(call):
    membership = chosen(call)
    second = apply(call, name="Al Stone", email="al@example.org", about="Me too.", now=NOW)
    for end in (
        lambda: fill_call(call, membership=membership, method="group", by=None, now=NOW),
        lambda: close_call(call, by=None, now=NOW),
    ):
        with pytest.raises(DomainError, match="has no answer yet"):
            end()
    decline_application(second, answer="Sorry.", by=None, now=NOW)
    assert fill_call(call, membership=membership, method="group", by=None, now=NOW).status == CallStatus.FILLED


def test_a_member_of_another_seat_did_not_fill_this_one(call):
    with pytest.raises(DomainError) as error:
        fill_call(call, membership=members.a_member(), method="group", by=None, now=NOW)
    assert error.value.field == "membership"


def test_a_seat_is_filled_from_call_to_member_in_the_browser(as_coordinator, client):
    seat = members.a_seat("Parent carer, south")
    address = reverse("members:call_open", args=[seat.pk])
    day = clock.today() + dt.timedelta(days=20)
    data = {"text": "Come and join us.", "asked": "All families.", **parts_of(day, "apply_by_on")}
    page = as_coordinator.post(address, data, follow=True)
    assert "Call published." in words(page)
    call = SeatCall.objects.get()
    application = apply(call, **JO)
    as_coordinator.post(reverse("members:application_nominate", args=[application.pk]), {"person": ""})
    membership = Membership.objects.get(seat=seat)
    appoint(membership, by=None)
    data = {"membership": membership.pk, "method": "only_one"}
    page = as_coordinator.post(reverse("members:call_fill", args=[call.pk]), data, follow=True)
    assert "Everybody can read how the seat was filled." in words(page)
    assert "One person came forward" in words(as_coordinator.get(seat.get_absolute_url()))
