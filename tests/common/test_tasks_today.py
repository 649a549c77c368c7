"""Today's tasks: each app gives its own, a page puts the sections in order."""

import pytest

from common import tasks_today
from common.counting import Found, Wanted
from common.registry import Sources
from common.tasks_today import Task, overdue, tasks_for
from issues.models import Theme
from tests.factories import issues


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


def counted_themes(user, now):
    return Wanted(Theme.objects.filter(name__startswith=user), first="created_on")


@pytest.mark.django_db
def test_a_source_that_names_rows_is_handed_how_many_there_are():
    themes = [issues.theme(name=name) for name in ("ann: buses", "ann: taxis", "ben: buses")]
    given = []
    tasks_today.needs("officer", "themes", rows=counted_themes)(lambda user, now, found: given.append(found) or [])
    tasks_for("officer", "ann", "noon")
    assert given == [Found(2, themes[0].created_on)]


@pytest.mark.django_db
def test_a_source_without_any_rows_is_not_asked():
    issues.theme(name="ben: buses")
    tasks_today.needs("officer", "themes", rows=counted_themes)(lambda user, now, found: [Task("/", "a theme")])
    assert titles("officer") == []


@pytest.mark.django_db
def test_the_rows_of_every_source_are_counted_in_one_query(django_assert_num_queries):
    issues.theme(name="ann: buses")
    for section in ("one", "two", "three"):
        tasks_today.needs("officer", section, rows=counted_themes)(lambda user, now, found: [Task("/", "a theme")])
    with django_assert_num_queries(1):
        assert titles("officer") == ["a theme"] * 3


def test_only_overdue_tasks_have_a_state():
    late, in_time = Task("/", "one", **overdue(2)), Task("/", "two", **overdue(0))
    assert (late.status, late.label) == ("overdue", "overdue")
    assert (in_time.status, in_time.label) == ("", "")
