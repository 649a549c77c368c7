"""Somebody appointed after the agenda went out is invited too, once; nobody else is invited a second time."""

import datetime as dt

import pytest

from common import clock
from common.models import Message
from meetings.services.agenda import invite_newcomers
from tests.factories import meetings as make
from tests.factories import members

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 9)
BEFORE = make.noon(dt.date(2026, 5, 20))
AFTER = make.noon(dt.date(2026, 6, 1))


def invited():
    return sorted(Message.objects.filter(subject__startswith="Invitation").values_list("to", flat=True))


def test_somebody_appointed_after_the_agenda_went_out_is_invited_once():
    there = members.a_member(starts_on=dt.date(2026, 1, 5)).person.mail_address
    make.a_meeting_with_agenda(ON, now=BEFORE)
    before = invited()
    assert there in before
    with clock.frozen(AFTER):
        new = members.a_member(starts_on=AFTER.date(), now=AFTER).person.mail_address
        for _time in range(2):
            invite_newcomers(AFTER)
    assert invited() == sorted([*before, new])
