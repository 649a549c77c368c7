"""What was sent, who was reached, and who is told by telephone, by letter or in person (through the pages)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.audit import entries_about
from common import clock, outbox
from common.models import Message
from common.retention import carry_out, rules
from common.rules import MessageState
from members.models import Sending, SentTo
from members.selectors import people_to_tell
from members.services.memberships import end_membership
from members.services.sendings import record_told
from tests.factories import accounts, members
from tests.filling import parts_of
from tests.signing_in import sign_in

TODAY = dt.date(2026, 2, 20)
TO_TELL = reverse("members:person_to_tell_list")


@pytest.fixture
def today(db):
    with clock.frozen(TODAY):
        yield TODAY


@pytest.fixture
def staff(today):
    return sign_in(Client(), accounts.coordinator(name="Co Day"))


@pytest.fixture
def jo(today):
    """Somebody without an e-mail address, appointed today."""
    return members.a_member(person=members.a_person("Jo Bright", phone="01632 960 001"), starts_on=TODAY)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def told(row, on=TODAY, **typed):
    return {"how": "telephone", **parts_of(on, "told_on"), "told_by": "Co Day", "last": row.pk, **typed}


def tell(row):
    return reverse("members:person_tell", args=[row.pk])


def test_whom_no_email_reaches_is_on_today_and_on_the_list_with_what_to_say(staff, jo):
    row = SentTo.objects.get(person=jo.person)
    assert "1 person to ring or write to" in page(staff, "/staff/")
    listed = page(staff, TO_TELL)
    assert "Jo Bright" in listed
    assert "01632 960 001" in listed
    said = page(staff, tell(row))
    assert "You are a member of the group" in said
    assert "Dear " not in said


def test_who_was_told_by_telephone_is_off_the_list_and_on_the_page_of_what_was_sent(staff, jo):
    row = SentTo.objects.get(person=jo.person)
    assert staff.post(tell(row), told(row)).status_code == 302
    row.refresh_from_db()
    assert (row.told_on, row.told_how, row.told_by) == (TODAY, "telephone", "Co Day")
    entry = entries_about(row).get(verb="record_told")
    assert (entry.by.name, entry.detail["how"]) == ("Co Day", "telephone")
    assert "Jo Bright" not in page(staff, TO_TELL)
    assert "to ring or write to</a>" not in page(staff, "/staff/")
    assert "Told by telephone on 20 February 2026, by Co Day" in page(staff, row.sending.get_absolute_url())


def test_what_was_ticked_off_by_mistake_is_taken_back(staff, jo):
    row = SentTo.objects.get(person=jo.person)
    staff.post(tell(row), told(row))
    staff.post(reverse("members:told_take_back", args=[row.pk]))
    assert "Jo Bright" in page(staff, TO_TELL)
    assert entries_about(row).filter(verb="take_back_told").exists()


@pytest.mark.parametrize(
    ("on", "words"),
    [(TODAY + clock.DAY, "not after today"), (TODAY - clock.DAY, "there was nothing to tell them yet")],
)
def test_nobody_was_told_tomorrow_or_before_there_was_news(staff, jo, on, words):
    row = SentTo.objects.get(person=jo.person)
    response = staff.post(tell(row), told(row, on))
    assert words in response.content.decode()
    assert 'value="Co Day"' in response.content.decode()
    row.refresh_from_db()
    assert row.told_on is None


def test_ticking_off_twice_keeps_the_first(staff, jo):
    row = SentTo.objects.get(person=jo.person)
    staff.post(tell(row), told(row))
    assert "recorded already that they were told" in staff.post(tell(row), told(row, how="letter")).content.decode()
    assert "recorded already that they were told" in staff.get(tell(row), follow=True).content.decode()
    row.refresh_from_db()
    assert row.told_how == "telephone"


def test_all_that_waits_is_said_at_once_but_what_came_later_stays(staff, jo):
    first = SentTo.objects.get(person=jo.person)
    description = members.a_role_description()
    jo.seat.role_description = description
    jo.seat.save()
    members.a_new_version(description)
    second = SentTo.objects.exclude(pk=first.pk).get(person=jo.person)
    assert "Please read what your seat asks of you" in page(staff, tell(first))
    members.a_new_version(description, "Come, and bring biscuits.")
    staff.post(tell(first), told(first, last=second.pk))
    assert SentTo.objects.filter(person=jo.person, told_on=None).count() == 1
    assert people_to_tell(TODAY).count() == 1


def test_an_email_that_could_not_be_delivered_is_to_be_rung_too(staff):
    ann = members.a_member(person=members.a_person("Ann Lowe", email="ann@example.org"))
    row = SentTo.objects.get(person=ann.person)
    assert "E-mail waiting to be sent" in page(staff, row.sending.get_absolute_url())
    assert people_to_tell(TODAY).count() == 0
    Message.objects.filter(pk=row.message_id).update(state=MessageState.FAILED)
    assert "E-mail could not be delivered: ring or write" in page(staff, row.sending.get_absolute_url())
    assert "Ann Lowe" in page(staff, TO_TELL)


def test_an_email_that_was_sent_says_so(staff, settings):
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ann = members.a_member(person=members.a_person("Ann Lowe", email="ann@example.org"))
    outbox.deliver_all()
    sent = page(staff, SentTo.objects.get(person=ann.person).sending.get_absolute_url())
    assert "E-mail sent" in sent
    assert "Told by telephone, by letter or in person" not in sent


def test_what_to_say_is_forgotten_once_it_was_said(jo):
    row = SentTo.objects.get(person=jo.person)
    later = clock.at(TODAY + dt.timedelta(days=90), dt.time(9))
    assert carry_out(rules["members.sendings"], later) == 0
    record_told(row, how="letter", told_on=TODAY, told_by="Co Day", last=row.pk, by=None)
    assert carry_out(rules["members.sendings"], later) == 1
    assert Sending.objects.get().text == ""


def test_who_has_left_the_group_need_not_be_told_what_members_are_told(jo):
    description = members.a_role_description()
    jo.seat.role_description = description
    jo.seat.save()
    members.a_new_version(description)
    assert SentTo.objects.to_tell(TODAY).filter(sending__kind="members.role_published").exists()
    end_membership(jo, reason="Moved away", by=None)
    assert not SentTo.objects.to_tell(TODAY).filter(sending__kind="members.role_published").exists()
