"""E-mails about meetings: recipients, plain text and working links."""

import datetime as dt
import re

import pytest
from django.test import Client

from accounts.services.settings import service_name
from common.models import Message
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from meetings.services.approval import circulate_minutes
from meetings.services.attendance import expected_memberships
from meetings.services.minutes import note_point
from meetings.services.planning import edit_meeting
from meetings.services.questions import accept_question, answer_question, decline_question, not_ours_question
from members.services.memberships import end_membership
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 10)
LONG_SENTENCE = 25


@pytest.fixture
def people():
    """A member and a co-ordinator with addresses, by address."""
    user = accounts.parent("ann@example.org", name="Ann Lowe")
    members.a_member(person=members.a_person("Ann Lowe", user=user))
    co = accounts.coordinator(email="co@example.org", now=make.noon(dt.date(2025, 1, 1)))
    return {"ann@example.org": user, "co@example.org": co}


def played(people):
    """Trigger every e-mail about meetings."""
    spring = make.a_scheduled_meeting(ON, kind=MeetingKind.SPRING)
    edit_meeting(spring, *make.times(ON, dt.time(14)), by=None, now=make.noon(dt.date(2026, 2, 20)))
    spring = publish_agenda(spring, by=None, now=make.noon(dt.date(2026, 3, 1)))
    for kind in ("declined", "answered", "not ours"):
        question = make.a_question(spring, kind, "Jo", "jo@example.org", now=make.noon(dt.date(2026, 3, 1)))
        if kind == "declined":
            decline_question(question, "It names a child.", by=None)
            continue
        question = accept_question(question, by=None)
        if kind == "answered":
            answer_question(question, "Yes.", there=False, by=None)
        else:
            not_ours_question(question, "The school", by=None)
    there = list(expected_memberships(spring))
    meeting = make.a_held_meeting(there, "A", meeting=spring)
    note_point(meeting.items.first(), "Late", by=people["co@example.org"])
    circulate_minutes(meeting, by=people["co@example.org"])
    for days in (14, 28):
        make.a_held_meeting(there, "A", on=ON + dt.timedelta(days=days))
    make.a_cancelled_meeting(on=ON + dt.timedelta(days=42))
    make.a_postponed_meeting(on=ON + dt.timedelta(days=49))


def test_every_e_mail_is_short_plain_and_from_the_service(people):
    played(people)
    letters = list(Message.objects.all())
    assert len({letter.subject for letter in letters}) >= 12
    for letter in letters:
        assert letter.body_text.rstrip().endswith(service_name())
        assert "None" not in letter.body_text
        assert "{" not in letter.body_text
        for sentence in re.split(r"[.?!:]\s|\n", letter.body_text):
            assert len(sentence.split()) <= LONG_SENTENCE, sentence


def test_every_link_in_an_e_mail_opens_for_its_recipient(people):
    played(people)
    for address, user in people.items():
        client = sign_in(Client(), user)
        for letter in Message.objects.filter(to=address):
            for path in re.findall(r"https?://[^/\s]+(/\S*)", letter.body_text):
                assert client.get(path).status_code == 200, (letter.subject, path)


def test_no_one_gets_the_same_e_mail_twice(people):
    played(people)
    letters = list(Message.objects.values_list("to", "subject", "body_text"))
    assert len(letters) == len(set(letters))


def test_a_member_with_two_seats_gets_one_invitation():
    person = members.a_person("Ann Lowe", email="ann@example.org")
    for _ in range(2):
        members.a_member(person=person)
    make.a_meeting_with_agenda(ON)
    assert Message.objects.filter(to="ann@example.org", subject__startswith="Invitation").count() == 1


def test_former_members_and_members_without_an_address_get_no_e_mail():
    gone = members.a_member(person=members.a_person("Gone", email="gone@example.org"))
    end_membership(gone, reason="Moved away", by=None)
    members.a_member(person=members.a_person("No Address"), has_account=False)
    make.a_meeting_with_agenda(ON)
    assert not Message.objects.filter(subject__startswith="Invitation").exists()


def test_a_former_co_ordinator_gets_no_e_mail():
    co = accounts.coordinator(email="co@example.org", now=make.noon(dt.date(2025, 1, 1)))
    grant = co.grants.get()
    grant.ends_on = dt.date(2026, 1, 31)
    grant.save()
    make.a_cancelled_meeting(on=ON)
    assert not Message.objects.filter(to="co@example.org", subject__contains="cancelled").exists()


def test_an_e_mail_contains_nothing_from_the_private_part(people):
    meeting = make.a_scheduled_meeting(ON)
    make.an_item(meeting, "Review of Ben Roe", is_private=True, private_reason="About one person")
    publish_agenda(meeting, by=None)
    assert not Message.objects.filter(body_text__contains="Ben Roe").exists()
