"""Minutes name who the record names already; anybody else they name only on purpose."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from meetings.models import AgendaItem, NotedPoint, Resolution
from tests.factories import meetings as make
from tests.factories import members
from tests.issues.pages import errors
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address

pytestmark = pytest.mark.django_db
NAMED = "We heard that Tobi Achebe waits."


@pytest.fixture
def held(today):
    return make.a_held_meeting(on=TODAY - dt.timedelta(days=7))


@pytest.fixture
def item(held):
    return held.items.first()


def save(client, item, step="minute", **typed):
    return client.post(address(item.meeting, f"items/{item.pk}/{step}/"), {"text": NAMED, "version": 0} | typed)


@pytest.mark.parametrize("step", ["minute", "note", "resolve"])
def test_a_name_that_is_not_on_record_is_refused_until_it_is_ticked(as_coordinator, item, step):
    assert "Tobi Achebe (name)" in errors(save(as_coordinator, item, step))
    assert save(as_coordinator, item, step, put_back=["tobi achebe"]).status_code == 302
    rows = [*AgendaItem.objects.filter(minute=NAMED), *NotedPoint.objects.all(), *Resolution.objects.all()]
    assert len(rows) == 1
    verb = {"minute": "save_minute", "note": "note_point", "resolve": "resolve"}[step]
    assert AuditEntry.objects.get(verb=verb).detail["put_back"] == 1


def test_who_came_the_agencies_and_the_place_are_no_marks(as_coordinator, held, item):
    held.venue = "Achebe Hall, Ridge Road"
    held.save()
    members.a_person("Priya Okafor")
    text = "Priya Okafor spoke at Achebe Hall on 3 May. Priya asked for times."
    assert save(as_coordinator, item, text=text).status_code == 302


def test_what_was_ticked_once_is_not_asked_about_again(as_coordinator, item):
    save(as_coordinator, item, put_back=["tobi achebe"])
    again = save(as_coordinator, item, text=f"{NAMED} The chair thanked all.", version=1)
    assert again.status_code == 302
    assert "Sam Nnadi (name)" in errors(save(as_coordinator, item, text=f"{NAMED} So does Sam Nnadi.", version=2))
