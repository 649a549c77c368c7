"""How to reach a former member goes a year after their last membership ended; that they were one stays."""

import datetime as dt

import pytest

from common import clock
from common.retention import carry_out, rules
from members.models import Membership, Person
from tests.factories import members

pytestmark = pytest.mark.django_db
RULE = rules["members.persons"]
REACH = {"email": "ann@example.org", "phone": "01632 960 111", "access_needs": "A ramp"}


def noon(text):
    return clock.at(dt.date.fromisoformat(text), dt.time(12))


@pytest.mark.parametrize(
    ("ended", "last", "first"),
    [
        ("2024-02-29", "2025-02-28", "2025-03-01"),
        ("2021-03-01", "2022-02-28", "2022-03-01"),
        ("2026-03-29", "2027-03-28", "2027-03-29"),
        ("2026-10-25", "2027-10-24", "2027-10-25"),
    ],
)
def test_how_to_reach_them_goes_on_its_day(ended, last, first):
    person = members.a_person("Ann Lowe", **REACH)
    row = members.a_former_member(person=person, ends_on=dt.date.fromisoformat(ended))
    Membership.objects.filter(pk=row.pk).update(needs_to_come="A lift")
    assert carry_out(RULE, noon(last)) == 0
    assert carry_out(RULE, noon(first)) == 1
    assert carry_out(RULE, noon(first)) == 0
    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.email, person.phone, person.access_needs) == ("Ann Lowe", "", "", "")
    assert Membership.objects.get(pk=row.pk).needs_to_come == ""


def test_somebody_who_came_back_is_kept_and_a_visitor_is_not_reached_by_this_rule():
    person = members.a_person("Ann Lowe", **REACH)
    members.a_former_member(person=person)
    members.a_member(person=person)
    members.a_person("Vi Sitor", email="vi@example.org")
    assert carry_out(RULE, noon("2040-01-01")) == 0
