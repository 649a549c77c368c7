"""Today's tasks: each app gives its own, a page puts the sections in order."""

import pytest

from common import tasks_today
from common.registry import Sources
from common.tasks_today import Task, overdue, tasks_for


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    monkeypatch.setattr(tasks_today, "_sources", Sources())


def needs(role, section, *titles):
    tasks_today.needs(role, section)(lambda user, now: [Task("/", title) for title in titles])


def titles(role, order=()):
    return [task.title for task in tasks_for(role, "ann", "noon", order)]


def test_tasks_come_in_the_order_of_the_page_and_then_of_the_apps():
    needs("coordinator", "meetings", "minutes")
    needs("coordinator", "issues", "read", "log")
    needs("coordinator", "meetings", "questions")
    assert titles("coordinator") == ["minutes", "questions", "read", "log"]
    assert titles("coordinator", ["issues", "meetings"]) == ["read", "log", "minutes", "questions"]


def test_a_section_that_the_page_does_not_name_is_not_lost():
    needs("coordinator", "meetings", "minutes")
    needs("coordinator", "issues", "read")
    assert titles("coordinator", ["issues", "nothing"]) == ["read", "minutes"]


def test_a_role_reads_its_own_tasks_alone():
    needs("coordinator", "issues", "read")
    needs("officer", "answers", "answer")
    assert (titles("officer"), titles("payer")) == (["answer"], [])


def test_a_source_gets_the_user_and_the_date():
    asked = []
    tasks_today.needs("officer", "answers")(lambda user, now: asked.append((user, now)) or [])
    tasks_for("officer", "ann", "noon")
    assert asked == [("ann", "noon")]


def test_only_overdue_tasks_have_a_state():
    late, in_time = Task("/", "one", **overdue(2)), Task("/", "two", **overdue(0))
    assert (late.status, late.label) == ("overdue", "overdue")
    assert (in_time.status, in_time.label) == ("", "")
