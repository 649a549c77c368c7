"""A person and a seat are added once, however often the button is pressed."""

import pytest
from django.urls import reverse

from members.models import Person, Seat
from tests.factories import members

pytestmark = pytest.mark.django_db


def test_a_person_without_an_address_is_added_once(as_coordinator):
    data = {"name": "Asha Begum", "name_shown": "full", "once": "a-key"}
    answers = [as_coordinator.post(reverse("members:person_add"), data) for _press in range(2)]
    person = Person.objects.get(name="Asha Begum")
    assert [answer.url for answer in answers] == [person.get_absolute_url()] * 2


def test_two_people_with_one_name_are_kept_apart(as_coordinator):
    for key in ("one", "two"):
        as_coordinator.post(reverse("members:person_add"), {"name": "Al Moor", "name_shown": "full", "once": key})
    assert Person.objects.filter(name="Al Moor").count() == 2


def test_a_seat_is_opened_once(as_coordinator):
    data = {"constituency": members.a_constituency().pk, "title": "Nurse", "once": "a-key"}
    for _press in range(2):
        assert as_coordinator.post(reverse("members:seat_add"), data).status_code == 302
    assert Seat.objects.filter(title="Nurse").count() == 1
