"""A stale save of an agenda item or approved minutes shows the current text and what was typed."""

import pytest

from common.errors import StaleEdit
from meetings.services.agenda import edit_item
from meetings.services.approval import amend_minutes
from tests.factories import meetings as make
from tests.meetings.staff import address, text_of


def lines(response, kind):
    return [line for one, line in response.context["stale"]["lines"] if one == kind]


def test_a_title_changed_by_someone_else_is_shown(as_coordinator, coming):
    item = make.an_item(coming, "Travel", text="Buses come late.")
    edit_item(item, title="Travel to school", kind="discuss", text="Buses come late.", version=0, by=None)
    data = {"title": "Travel", "kind": "discuss", "text": "Buses come late.", "lead": "Head", "version": 0}
    response = as_coordinator.post(address(coming, f"items/{item.pk}/edit/"), data)
    assert lines(response, "theirs") == ["Travel to school"]
    assert lines(response, "mine") == ["Travel", "Head"]
    assert lines(response, "same") == ["What the group is asked to do: to discuss", "Buses come late."]
    assert make.fresh(item).title == "Travel to school"


def test_each_save_raises_the_item_version_by_one(coming):
    item = make.an_item(coming, "Travel")
    for number in range(2):
        item = edit_item(item, title=f"Travel {number}", version=number, by=None)
    assert item.version == 2
    with pytest.raises(StaleEdit):
        edit_item(item, title="Travel again", version=1, by=None)


def test_a_stale_amendment_keeps_what_was_typed(as_coordinator, coordinator):
    meeting = make.an_approved_meeting(text="The chair spoke.")
    item = meeting.items.first()
    amend_minutes(meeting, {item.pk: "The chair listened."}, "A slip", by=coordinator)
    data = {f"minute_{one.pk}": one.minute for one in meeting.items.all()}
    data |= {f"minute_{item.pk}": "The chair slept.", "note": "A slip", "version": 2}
    response = as_coordinator.post(address(meeting, "minutes/amend/"), data)
    assert lines(response, "theirs") == ["The chair listened."]
    assert lines(response, "mine") == ["The chair slept."]
    assert "The chair slept." in text_of(response, 409)
    again = data | {"version": response.context["form"]["version"].value()}
    assert as_coordinator.post(address(meeting, "minutes/amend/"), again).status_code == 302
    assert make.fresh(item).minute == "The chair slept."
    assert meeting.versions.count() == 4


def test_a_kind_and_minutes_changed_by_someone_else_are_shown_in_words(as_coordinator, coming):
    item = make.an_item(coming, "Travel", kind="discuss", minutes_planned=10)
    edit_item(item, kind="decide", minutes_planned=25, version=0, by=None)
    data = {"title": "Travel", "kind": "discuss", "minutes_planned": 10, "version": 0}
    response = as_coordinator.post(address(coming, f"items/{item.pk}/edit/"), data)
    assert lines(response, "theirs") == ["What the group is asked to do: to decide", "Minutes allowed: 25"]
    assert lines(response, "mine") == ["What the group is asked to do: to discuss", "Minutes allowed: 10"]
    assert make.fresh(item).minutes_planned == 25


def test_the_versions_of_an_item_compare_its_kind_and_minutes(as_coordinator, coming):
    item = make.an_item(coming, "Travel", kind="discuss", minutes_planned=10)
    edit_item(item, kind="decide", minutes_planned=25, version=0, by=None)
    parts = dict(as_coordinator.get(address(coming, f"items/{item.pk}/versions/")).context["parts"])
    assert parts["What the group is asked to do"] == [("theirs", "to discuss"), ("mine", "to decide")]
    assert parts["Minutes allowed"] == [("theirs", "10"), ("mine", "25")]
    assert parts["Title"] == []
