import datetime as dt

import pytest

from common import timeline
from common.registry import Sources
from common.timeline import Step, TimelineEntry


class Issue:
    pass


class UrgentIssue(Issue):
    pass


class Meeting:
    pass


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    monkeypatch.setattr(timeline, "_sources", Sources())


def day(number):
    return dt.date(2026, 6, number)


def titles(entries):
    return [entry.title for entry in entries]


def test_object_without_entries_has_an_empty_timeline():
    assert timeline.build(Issue(), None) == []


def test_every_app_adds_what_it_knows_and_is_asked_once_for_that_user():
    asked = []

    @timeline.source(Issue)
    def from_issues(issue, user):
        asked.append(("issues", issue, user))
        return [TimelineEntry(day(1), "raised")]

    @timeline.source(Issue)
    def from_meetings(issue, user):
        asked.append(("meetings", issue, user))
        return [TimelineEntry(day(2), "discussed")]

    issue = Issue()
    assert titles(timeline.build(issue, "ann")) == ["raised", "discussed"]
    assert asked == [("issues", issue, "ann"), ("meetings", issue, "ann")]


def test_what_is_done_comes_first_by_date_then_what_is_to_come_by_date():
    @timeline.source(Issue)
    def entries_for(issue, user):
        return [
            TimelineEntry(day(20), "asked whether it came true", is_done=False),
            TimelineEntry(day(3), "answered"),
            TimelineEntry(day(9), "answer expected", is_done=False),
            TimelineEntry(day(12), "closed"),
            TimelineEntry(day(1), "raised"),
        ]

    expected = ["raised", "answered", "closed", "answer expected", "asked whether it came true"]
    assert titles(timeline.build(Issue(), None)) == expected


def test_entries_of_one_date_are_ordered_by_time_then_as_given():
    @timeline.source(Issue)
    def entries_for(issue, user):
        return [
            TimelineEntry(day(1), "late", at=dt.datetime(2026, 6, 1, 15, tzinfo=dt.UTC)),
            TimelineEntry(day(1), "early", at=dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)),
            TimelineEntry(day(1), "first without a moment"),
            TimelineEntry(day(1), "second without a moment"),
        ]

    expected = ["first without a moment", "second without a moment", "early", "late"]
    assert titles(timeline.build(Issue(), None)) == expected


def test_objects_of_another_model_are_not_asked_about():
    @timeline.source(Meeting)
    def entries_for(meeting, user):
        raise AssertionError("an issue is no meeting")

    assert timeline.build(Issue(), None) == []


def test_a_child_of_a_model_has_the_entries_of_its_parent_once():
    @timeline.source(UrgentIssue)
    @timeline.source(Issue)
    def entries_for(issue, user):
        return [TimelineEntry(day(1), "raised")]

    assert titles(timeline.build(UrgentIssue(), None)) == ["raised"]


def test_a_module_that_is_read_twice_adds_nothing_twice():
    def entries_for(issue, user):
        return [TimelineEntry(day(1), "raised")]

    timeline.source(Issue)(entries_for)
    timeline.source(Issue)(entries_for)
    assert len(timeline.build(Issue(), None)) == 1


def test_events_of_one_day_are_told_in_the_order_in_which_one_leads_to_the_next():
    @timeline.source(Issue)
    def from_issues(issue, user):
        return [TimelineEntry(day(1), "closed", step=Step.ENDED), TimelineEntry(day(1), "raised")]

    @timeline.source(Issue)
    def from_answers(issue, user):
        return [
            TimelineEntry(day(1), "presented", step=Step.SENT),
            TimelineEntry(day(1), "answered", step=Step.ANSWERED),
        ]

    @timeline.source(Issue)
    def from_meetings(issue, user):
        return [TimelineEntry(day(1), "discussed", step=Step.MEETING)]

    assert titles(timeline.build(Issue(), None)) == ["raised", "discussed", "presented", "answered", "closed"]
