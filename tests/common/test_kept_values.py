"""What is worked out once is kept until anything is written, and is the same for everybody."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils.translation import override

from accounts.services.settings import get_setting, remembered_settings, set_setting
from common import clock
from common.kept import changes, values
from common.kept.values import kept
from consultations.models import Tally
from issues.models import Issue
from issues.services.issues import hide_issue
from partnership.home import issue_figures
from tests.counting import queries
from tests.factories import accounts, consultations, governance, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)  # within a transaction nothing is kept


@pytest.fixture(autouse=True)
def _kept(settings, monkeypatch):
    settings.KEEPS_VALUES = True
    monkeypatch.setattr(values, "_values", {})
    connection.execute_wrappers.append(changes.watch)
    yield
    connection.execute_wrappers.remove(changes.watch)


class Made:
    """Counts how often a value was worked out."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return self.times


def test_it_is_worked_out_once_for_many_requests():
    made = Made()
    for _request in range(3):
        with changes.asked_once():
            assert kept("tests.value", made) == 1


def test_it_is_worked_out_again_when_something_was_written():
    issue, made = issues.published_issue(), Made()
    with changes.asked_once():
        assert kept("tests.value", made) == 1
    Issue.objects.filter(pk=issue.pk).update(title="Other")
    with changes.asked_once():
        assert kept("tests.value", made) == 2


def test_whoever_writes_sees_it_within_the_same_request():
    issue, made = issues.published_issue(), Made()
    with changes.asked_once():
        assert kept("tests.value", made) == 1
        Issue.objects.filter(pk=issue.pk).update(title="Other")
        assert kept("tests.value", made) == 2


def test_within_a_transaction_which_may_be_rolled_back_nothing_is_kept():
    issue, made = issues.published_issue(), Made()
    with changes.asked_once():
        with transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(title="gone")
            assert [kept("tests.value", made), kept("tests.value", made)] == [1, 2]
            transaction.set_rollback(True)
        assert kept("tests.value", made) == 3


def test_outside_of_a_request_nothing_is_kept():
    made = Made()
    assert [kept("tests.value", made), kept("tests.value", made)] == [1, 2]


def test_each_day_and_each_language_has_its_own():
    made = Made()
    with changes.asked_once():
        with clock.frozen(dt.date(2026, 3, 4)):
            kept("tests.value", made)
        with clock.frozen(dt.date(2026, 3, 5)):
            assert kept("tests.value", made) == 2
            with override("cy"):
                assert kept("tests.value", made) == 3


def test_a_request_from_before_midnight_leaves_nothing_for_the_next_day():
    yesterday, today = dt.date(2026, 3, 4), dt.date(2026, 3, 5)
    with changes.asked_once(), clock.frozen(today):
        assert kept("tests.value", lambda: "of yesterday", on=yesterday) == "of yesterday"
        assert kept("tests.value", lambda: "of today", on=today) == "of today"
        assert kept("tests.value", lambda: "never asked") == "of today"


def test_who_is_signed_in_is_given_what_is_kept_too():
    issues.published_issue()
    parent = sign_in(Client(), accounts.parent())
    with queries() as first:
        parent.get("/issues/")
    with queries() as second:
        parent.get("/issues/")
    assert len(second) <= len(first) - 4


def test_a_theme_that_was_taken_out_of_sight_is_gone_from_the_choices(client):
    issue = issues.logged_issue(theme=issues.theme(name="The bus of one child"))
    assert "of one child" in client.get("/issues/").content.decode()
    hide_issue(issue, reason="A child is named", by=accounts.coordinator())
    assert "of one child" not in client.get("/issues/").content.decode()


def test_the_figures_of_the_home_page_are_counted_once_and_again_when_somebody_tells_us_more():
    issues.received_issue()
    parent = sign_in(Client(), accounts.parent())
    with queries() as first:
        parent.get("/")
    with queries() as second:
        parent.get("/")
    assert len(second) <= len(first) - 1
    with changes.asked_once():
        assert issue_figures(clock.today())["raised"] == 1
        issues.received_issue()
        assert issue_figures(clock.today())["raised"] == 2


def test_the_evidence_of_the_terms_is_counted_once_and_again_after_what_proves_it():
    governance.terms_in_force()
    issues.received_issue()
    parent = sign_in(Client(), accounts.parent())
    assert "1 issue in them" in parent.get("/terms/").content.decode()
    with queries() as counted:
        parent.get("/terms/")
    assert len(counted) <= 9, "\n".join(counted)
    issues.received_issue()
    assert "2 issues in them" in parent.get("/terms/").content.decode()


def test_published_results_are_worked_out_once_and_again_when_an_answer_is_erased():
    one = consultations.one_being_answered()
    parent = sign_in(Client(), accounts.parent())
    address = f"{one.get_absolute_url()}results/"
    with queries() as first:
        parent.get(address)
    with queries() as second:
        parent.get(address)
    assert len(second) <= len(first) - 4
    Tally.objects.filter(consultation=one).delete()
    with queries() as third:
        parent.get(address)
    assert len(third) > len(second)


def test_the_coordinator_s_front_page_is_counted_once_and_again_after_what_was_written():
    coordinator = sign_in(Client(), accounts.coordinator())
    assert "issue to read" not in coordinator.get("/staff/").content.decode()
    issue = issues.received_issue()
    assert "1 issue to read" in coordinator.get("/staff/").content.decode()
    with queries() as counted:
        coordinator.get("/staff/")
    assert len(counted) <= 9, "\n".join(counted)
    hide_issue(issue, reason="A child is named", by=accounts.coordinator())
    assert "issue to read" not in coordinator.get("/staff/").content.decode()


def test_a_setting_that_is_set_holds_at_once():
    with changes.asked_once(), remembered_settings():
        assert get_setting("help_line") != "01632 960 555"
        set_setting("help_line", "01632 960 555", by=accounts.administrator())
        assert get_setting("help_line") == "01632 960 555"
    with changes.asked_once(), remembered_settings():
        assert get_setting("help_line") == "01632 960 555"
