"""Every clock of the portal is watched by the register of exceptions: a deadline that nobody watches fails here."""

import datetime as dt
import inspect
import re
from importlib import import_module, util

import pytest
from django.apps import apps
from django.db import models

from common import clock, exceptions_register
from reports.rules import ReportKind
from tests.factories import accounts, consultations, issues, meetings
from tests.factories import reports as make
from tests.issues.pages import words
from tests.signing_in import sign_in

OURS = (
    *("accounts", "members", "issues", "answers", "consultations", "meetings"),
    *("expenses", "involvement", "governance", "reports"),
)
pytestmark = pytest.mark.django_db

FIELD = re.compile(r"(^|_)(due_on|by_on|escalate_on|deadline)$")
FUNCTION = re.compile(r"(^|_)(due|due_on|deadline)$|^(acknowledge|present)_by$")
# What looks like a clock of the group or of an agency, and is none, with the reason.
NO_CLOCKS = {
    "answers.CommitmentDate.due_on": "the date a commitment had before it was moved",
    "members.SeatCall.apply_by_on": "until when anybody may apply for a seat: nobody owes it",
    "meetings.rules.questions_due": "until when the public may ask: nobody owes it",
}


def fields_with_a_deadline():
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.get_fields():
                if isinstance(field, models.DateField) and FIELD.search(field.name):
                    yield f"{app}.{model.__name__}.{field.name}"


def functions_of_a_deadline():
    for app in OURS:
        if util.find_spec(f"{app}.rules") is None:
            continue
        rules = import_module(f"{app}.rules")
        for name, function in inspect.getmembers(rules, inspect.isfunction):
            if FUNCTION.search(name) and function.__module__ == rules.__name__:
                yield f"{app}.rules.{name}"


def watched():
    return {one for kind in exceptions_register.kinds.values() for one in kind.clocks}


def test_every_deadline_is_watched_by_a_kind_of_exception():
    found = {*fields_with_a_deadline(), *functions_of_a_deadline()}
    assert found - watched() - set(NO_CLOCKS) == set()
    assert len(found) > 12


def test_no_kind_watches_a_clock_that_is_gone():
    assert watched() - {*fields_with_a_deadline(), *functions_of_a_deadline()} == set()


@pytest.mark.parametrize(
    "name", ["answers.Reminder.answer_due_on", "issues.Issue.look_by_on", "meetings.rules.notes_due"]
)
def test_a_clock_that_is_added_is_found(name):
    assert FIELD.search(name.rsplit(".")[-1]) or FUNCTION.search(name.rsplit(".")[-1])


# --- the board's report ---------------------------------------------------------------------------

JANUARY = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


@pytest.fixture
def waiting(db):
    """A theme that has waited since the spring, an issue nobody read, and a report to the board that asks nothing."""
    consultation = consultations.one_being_answered(agency=accounts.agency("Breaks"), title="Nights", now=JANUARY)
    issues.received_issue(now=JANUARY)
    return consultation


def page_of_board(client, **words_given):
    """The page of the report as the board reads it, and the report."""
    report = make.a_published_report(kind=ReportKind.BOARD, words=words_given)
    sign_in(client, accounts.coordinator())
    return words(client.get(report.get_absolute_url()))


def test_a_theme_nobody_answered_is_in_the_boards_report_and_on_today(client, waiting):
    theme = waiting.themes.get().theme
    with clock.frozen(make.COUNTED):
        page = page_of_board(client)
        today = words(client.get("/staff/"))
    due_on = f"{waiting.answers_due_on.day} {waiting.answers_due_on:%B %Y}"
    assert f"Consultations not answered in time: 1 Nights: {theme.name} (Breaks), due on {due_on}" in page
    assert f"Consultations not answered in time: 1 Nights: {theme.name}, since {due_on}" in today


def test_what_is_private_is_told_to_the_board_by_its_number(client, waiting):
    with clock.frozen(make.COUNTED):
        page = page_of_board(client)
    assert "Issues not acknowledged in time: 1" in page
    assert "PPS-" not in page.split("Everything else that was overdue")[1].split("Trends")[0]


def test_the_boards_report_stands_as_at_the_end_of_its_period(client, waiting):
    """It was answered on 10 September, after the period."""
    with clock.frozen(make.COUNTED):
        consultations.answer(waiting.themes.get(), now=dt.datetime(2026, 9, 10, 9, tzinfo=dt.UTC))
        page = page_of_board(client)
        today = words(client.get("/staff/"))
    assert "Consultations not answered in time: 1" in page
    assert "Consultations not answered in time" not in today


@pytest.mark.parametrize(("decide", "asks_nothing"), [("", True), ("Fund a second house.", False)])
def test_a_report_that_asks_nothing_of_the_board_says_so_before_it_is_sent(client, waiting, decide, asks_nothing):
    with clock.frozen(make.COUNTED):
        sign_in(client, accounts.coordinator())
        report = make.a_report(ReportKind.BOARD, words={"decide": decide} if decide else {})
        address = f"/staff/reports/{report.slug}/"
        assert ("This report asks the board to decide nothing" in words(client.get(address))) is asks_nothing
        report = make.an_agreed_report(report)
        assert ("This report asks the board to decide nothing" in words(client.get(address))) is asks_nothing
        client.post(f"{address}publish/")
        page = words(client.get(report.get_absolute_url()))
    assert ("The group asks the board for no decision this time." in page) is asks_nothing


def test_late_agendas_and_minutes_are_on_today(client):
    day = dt.date(2026, 6, 10)
    planned, held = meetings.a_scheduled_meeting(day), meetings.a_held_meeting(on=dt.date(2026, 5, 4))
    with clock.frozen(dt.date(2026, 6, 9)):
        sign_in(client, accounts.coordinator())
        today = words(client.get("/staff/"))
        assert f"Agendas not published in time: 1 {planned}" in today
        assert f"Draft minutes not sent in time: 1 {held}" in today
        assert "Write and circulate the minutes" not in today
