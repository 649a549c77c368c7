"""Today's tasks: each app gives its own, a page puts the sections in order."""

import datetime as dt

import pytest

from common import tasks_today
from common.counting import Found, Wanted, count_all
from common.registry import Sources
from common.tasks_today import Task, ask_each, overdue, sources_for, tasks_for, wanted
from issues.models import Theme
from tests.factories import issues

NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    monkeypatch.setattr(tasks_today, "_sources", Sources())


def needs(role, section, *titles):
    tasks_today.needs(role, section)(lambda user, now: [Task("/", title) for title in titles])


def titles(role, order=()):
    sources = sources_for(role, order)
    found = ask_each(sources, count_all(wanted(sources, "ann", NOON)), "ann", NOON)
    return [task.title for tasks in found.values() for task in tasks]


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
    tasks_for("officer", "ann", NOON)
    assert asked == [("ann", NOON)]


def counted_themes(user, now):
    return Wanted(Theme.objects.filter(name__startswith=user), first="created_on")


@pytest.mark.django_db
def test_a_source_that_names_rows_is_handed_how_many_there_are():
    themes = [issues.theme(name=name) for name in ("ann: buses", "ann: taxis", "ben: buses")]
    given = []
    tasks_today.needs("officer", "themes", rows=counted_themes)(lambda user, now, found: given.append(found) or [])
    tasks_for("officer", "ann", NOON)
    assert given == [Found(2, themes[0].created_on)]


@pytest.mark.django_db
def test_a_source_without_any_rows_is_not_asked():
    issues.theme(name="ben: buses")
    tasks_today.needs("officer", "themes", rows=counted_themes)(lambda user, now, found: [Task("/", "a theme")])
    assert titles("officer") == []


@pytest.mark.django_db
def test_a_source_of_the_day_is_given_the_day_alone_and_what_was_found():
    issues.theme(name="ann: buses")
    given = []
    themes = tasks_today.of_day("officer", "themes", rows=lambda today: counted_themes("ann", today))
    themes(lambda today, found: given.append((today, found.count)) or [])
    tasks_today.of_day("officer", "issues")(lambda today: given.append(today) or [])
    tasks_for("officer", "ann", NOON)
    assert given == [(NOON.date(), 1), NOON.date()]
    assert all(source.is_of_day for source in sources_for("officer").values())


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
