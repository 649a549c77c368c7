"""Anonymous is anonymous: after an issue was raised every table is read, and nothing tells who it was, or when."""

import datetime as dt
import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from common import clock
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.own_issues import find_issue, withdraw_issue
from issues.services.raising import submit_issue
from tests.factories import accounts, county_lists
from tests.issues.wizard import ANONYMOUS, send, shown, walk

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2026, 7, 3, 14, 37, 51, 123456, tzinfo=dt.UTC)
IP, BROWSER, EMAIL = "203.0.113.77", "Mozilla/5.0 (NosyBrowser)", "nobody-knows@example.org"
TRACES = [IP, "NosyBrowser", EMAIL, "14:37", "15:37", "02:37", "03:37", ":51.123456"]


def everything():
    """Return every cell of every table, as text, by table."""
    tables = {model._meta.db_table for model in apps.get_models()} | set(connection.introspection.table_names())
    stored = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - {"django_migrations"}):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored[table] = " ".join(str(cell) for row in cursor.fetchall() for cell in row)
    return stored


def traces(stored, *more):
    return [(table, trace) for table, text in stored.items() for trace in (*TRACES, *more) if trace in text]


@pytest.fixture
def raise_anonymously():
    def raising(client=None):
        client = client or Client()
        with clock.frozen(MOMENT):
            return shown(send(client, ANONYMOUS, REMOTE_ADDR=IP, HTTP_USER_AGENT=BROWSER)), client

    return raising


def test_no_table_shows_who_wrote_or_the_time_of_day(raise_anonymously, caplog):
    with caplog.at_level(logging.DEBUG):
        (_reference, secret), client = raise_anonymously()
    assert traces(everything(), secret) == []
    assert not any(trace in caplog.text for trace in TRACES)
    assert Session.objects.count() == 0
    assert "session" not in client.cookies


def test_no_trace_of_an_emailed_draft_link_remains(raise_anonymously):
    client = Client()
    with clock.frozen(MOMENT):
        check = walk(client, ANONYMOUS, REMOTE_ADDR=IP, HTTP_USER_AGENT=BROWSER)
        client.post(check.replace("/check/", "/save/"), {"email": EMAIL}, REMOTE_ADDR=IP)
        assert traces(everything()) != []
        page = client.get(check, REMOTE_ADDR=IP)
        given = county_lists.found(page.context["form"].initial | {"is_anonymous": True})
        submit_issue(given, key="k" * 20, draft=check.partition("draft=")[2])
    assert traces(everything()) == []


def test_account_of_signed_in_parent_is_not_stored(sign_in):
    user = accounts.parent(EMAIL)
    client = sign_in(Client(), user)
    before = everything()
    with clock.frozen(MOMENT):
        send(client, ANONYMOUS, REMOTE_ADDR=IP, HTTP_USER_AGENT=BROWSER)
    after = everything()
    changed = {table for table, text in after.items() if text != before.get(table)}
    assert changed == {
        "accounts_auditentry",
        "common_ratecount",
        "common_referencecounter",
        "common_submission",
        "issues_issue",
    }
    assert traces({table: after[table] for table in changed - {"accounts_auditentry"}}) == []
    assert Issue.objects.get().reporter is None


def test_tracking_and_feedback_store_no_time_of_day(raise_anonymously):
    (reference, secret), _client = raise_anonymously()
    with clock.frozen(MOMENT):
        issue = find_issue(reference, secret)
        withdraw_issue(issue, by=accounts.parent("other@example.org", now=MOMENT - dt.timedelta(days=9)))
    stored = everything()
    assert traces({name: stored[name] for name in stored if name.startswith("issues_")}) == []
    issue.refresh_from_db()
    assert issue.status == IssueStatus.WITHDRAWN


def test_anonymous_issue_keeps_only_its_date(raise_anonymously):
    raise_anonymously()
    issue = Issue.objects.get()
    assert (issue.received_on, issue.received_at) == (dt.date(2026, 7, 3), None)
