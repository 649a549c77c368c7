"""The co-ordinator's pages of minutes and questions, and their query counts."""

import datetime as dt

import pytest

from answers.models import Commitment
from common import clock
from meetings.rules import QuestionStatus
from meetings.services.agenda import publish_agenda
from meetings.services.minutes import note_point, resolve, save_minute
from tests.counting import costs
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address, day, sent, text_of


@pytest.fixture
def held(today):
    return make.a_held_meeting(on=TODAY - dt.timedelta(days=7))


def test_minutes_are_written_item_by_item(as_coordinator, held):
    item = held.items.first()
    data = {"text": "The chair spoke on Friday 2 July 2026.", "version": 0}
    page = sent(as_coordinator, address(held, f"items/{item.pk}/minute/"), data)
    assert "The chair spoke" in page
    assert "2 July that year is a Thursday." in page
    sent(as_coordinator, address(held, f"items/{item.pk}/note/"), {"text": "Buses come late"})
    due_on = day("due_on", TODAY + dt.timedelta(days=30))
    data = {"text": "Ask for times", "owner": "The chair", **due_on}
    page = sent(as_coordinator, address(held, f"items/{item.pk}/resolve/"), data)
    assert "RESOLVED (i)" in page
    assert Commitment.objects.get().owner == "The chair"


def test_a_stale_minute_shows_both_texts_and_the_next_save_works(as_coordinator, held):
    item = held.items.first()
    save_minute(item, "Theirs", 0, by=accounts.coordinator())
    url = address(held, f"items/{item.pk}/minute/")
    response = as_coordinator.post(url, {"text": "Mine", "version": 0})
    page = text_of(response, 409)
    assert "Theirs" in page
    assert "Mine" in page
    assert response.context["form"]["version"].value() == 1
    sent(as_coordinator, url, {"text": "Both", "version": 1})
    assert make.fresh(item).minute == "Both"


def test_points_and_resolutions_are_changed_and_removed(as_coordinator, held):
    item = held.items.first()
    point = note_point(item, "Busses", by=None)
    resolution = resolve(item, "Asc", by=None)
    for row, kind, text in ((point, "noted", "Buses"), (resolution, "resolutions", "Ask")):
        data = {"text": text, "version": make.fresh(item).minute_version}
        assert text in sent(as_coordinator, address(held, f"{kind}/{row.pk}/edit/"), data)
        assert text not in sent(as_coordinator, address(held, f"{kind}/{row.pk}/remove/")).partition("app-list")[2]


def test_minutes_are_numbered_circulated_approved_by_another_and_amended(as_coordinator, coordinator, held, as_member):
    item = held.items.first()
    save_minute(item, "The chair spoke.", 0, by=coordinator)
    assert "minute 556" in sent(as_coordinator, address(held, "minutes/number/"), {"first": 556})
    assert "Draft minutes circulated." in sent(as_coordinator, address(held, "minutes/circulate/"))
    later = make.a_meeting_with_agenda(TODAY)
    approve = f"/my/meetings/{held.slug}/approve/"
    page = text_of(as_coordinator.post(approve, {"at_meeting": later.pk}))
    assert "You were the last to edit these minutes." in page
    assert "approved and published" in sent(as_member, approve, {"at_meeting": later.pk})
    data = {f"minute_{one.pk}": one.minute for one in held.items.all()} | {"version": 2}
    page = text_of(as_coordinator.post(address(held, "minutes/amend/"), data | {"note": "A slip"}))
    assert "not changed anything" in page
    data[f"minute_{item.pk}"] = "The chair listened."
    page = sent(as_coordinator, address(held, "minutes/amend/"), data | {"note": "A slip"})
    assert "The chair listened." in page
    assert held.versions.count() == 3
    data[f"minute_{item.pk}"] = "The chair slept."
    page = text_of(as_coordinator.post(address(held, "minutes/amend/"), data | {"note": "A slip"}), 409)
    assert "Someone else saved this while you were writing." in page
    assert "The chair slept." in page


# --- questions


def test_questions_are_accepted_answered_declined_and_marked_as_not_ours(as_coordinator, published):
    questions = [make.a_question(published, f"Question {number}", now=clock.now()) for number in range(4)]
    urls = [address(published, f"questions/{question.reference}/") for question in questions]
    for url in urls[:3]:
        sent(as_coordinator, f"{url}accept/")
    with clock.frozen(published.on + clock.DAY):
        sent(as_coordinator, f"{urls[0]}answer/", {"answer": "Autism.", "there": "yes"})
    sent(as_coordinator, f"{urls[1]}answer/", {"answer": "Autism.", "there": "no"})
    sent(as_coordinator, f"{urls[2]}not-ours/", {"instead": "The school"})
    page = sent(as_coordinator, f"{urls[3]}decline/", {"reason": "It names a child."})
    assert "It names a child." in page
    assert [make.fresh(question).status for question in questions] == [
        QuestionStatus.ANSWERED_THERE,
        QuestionStatus.ANSWERED_WRITING,
        QuestionStatus.NOT_OURS,
        QuestionStatus.DECLINED,
    ]


# --- what a page costs, and what it takes no notice of


def test_unknown_form_fields_are_ignored(as_coordinator, coming):
    item = make.an_item(coming, "Travel")
    data = {"title": "Travel", "kind": "discuss", "version": 0, "minute": "Forged", "is_private": "on", "number": 99}
    sent(as_coordinator, address(coming, f"items/{item.pk}/edit/"), data)
    item = make.fresh(item)
    assert (item.minute, item.is_private, item.number) == ("", False, 7)


def test_a_row_of_another_meeting_gives_404(as_coordinator, coming):
    other = make.an_item(make.a_scheduled_meeting())
    assert as_coordinator.get(address(coming, f"items/{other.pk}/edit/")).status_code == 404
    assert as_coordinator.post(address(coming, f"items/{other.pk}/up/")).status_code == 404


def test_staff_pages_take_the_same_queries_with_more_rows(as_coordinator, coordinator):
    def rich(rows, on):
        meeting = make.a_scheduled_meeting(on)
        for number in range(rows):
            make.a_paper(make.an_item(meeting, f"Item {number}"))
            members.a_member()
            make.a_question(meeting, now=make.noon(on - dt.timedelta(days=9)))
            make.a_declaration(meeting, name=f"Ann {number}")
        publish_agenda(meeting, by=None, now=make.noon(on))
        return meeting

    def all_costs(meeting):
        pages = ["", "agenda/", "attendance/", "replies/", "declarations/", "questions/", "minutes/"]
        addresses = [*(address(meeting, page) for page in pages), "/staff/meetings/", "/staff/meetings/absences/"]
        return list(costs(as_coordinator, addresses).values())

    few = all_costs(rich(3, TODAY - dt.timedelta(days=30)))
    for place in range(27):
        make.a_scheduled_meeting(TODAY - dt.timedelta(days=40 + place))
    assert all_costs(rich(30, TODAY - dt.timedelta(days=2))) == few
    assert max(few) <= 20


def test_the_page_says_when_minutes_can_be_written(as_coordinator, coming):
    assert "Minutes can be written once the agenda is published." in text_of(
        as_coordinator.get(address(coming, "minutes/"))
    )
    publish_agenda(coming, by=None)
    assert "Minutes can be written once" not in text_of(as_coordinator.get(address(coming, "minutes/")))
