"""After a response is sent, no table reveals who sent it or when."""

import datetime as dt
import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from common import clock
from common.retention import carry_out, rules
from consultations.models import Response
from tests.consultations.walking import page, send, walk
from tests.factories import accounts, consultations
from tests.issues.test_anonymity import everything

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2026, 7, 3, 14, 37, 51, 123456, tzinfo=dt.UTC)
IP, BROWSER = "203.0.113.77", "Mozilla/5.0 (NosyBrowser)"
EMAIL = "nobody-knows@example.org"
TRACES = [IP, "NosyBrowser", EMAIL, "14:37", "15:37", "02:37", "03:37", ":51.123456"]
NOSY = {"REMOTE_ADDR": IP, "HTTP_USER_AGENT": BROWSER}


def traces(stored, *more):
    return [(table, trace) for table, text in stored.items() for trace in (*TRACES, *more) if trace in text]


@pytest.fixture
def one():
    return consultations.an_open_one(now=dt.datetime(2026, 6, 20, 8, 1, tzinfo=dt.UTC))


def test_no_table_stores_who_answered_or_at_what_time(one, caplog):
    client = Client()
    with clock.frozen(MOMENT), caplog.at_level(logging.DEBUG):
        check = walk(client, one, **NOSY)
        secret = check.partition("draft=")[2]
        assert traces(everything(), secret) == []
        response = send(client, one, **NOSY)
        client.get(response.url, **NOSY)
    assert traces(everything(), secret) == []
    assert not any(trace in caplog.text for trace in (*TRACES, secret))
    assert Session.objects.count() == 0
    assert "session" not in client.cookies


def test_the_account_of_a_signed_in_person_is_not_stored(one, sign_in):
    user = accounts.parent(EMAIL)
    client = sign_in(Client(), user)
    before = everything()
    with clock.frozen(MOMENT):
        send(client, one, **NOSY)
    after = everything()
    changed = {table for table, text in after.items() if text != before.get(table)}
    assert changed == {
        "accounts_auditentry",
        "common_ratecount",
        "common_submission",
        "consultations_response",
        "consultations_responseanswer",
    }
    assert traces({table: after[table] for table in changed - {"accounts_auditentry"}}) == []
    assert Response.objects.get().user is None


def test_an_abandoned_draft_is_erased(one):
    before = everything()
    with clock.frozen(MOMENT):
        walk(Client(), one)
        carry_out(rules["consultations.drafts"], MOMENT + dt.timedelta(days=2))
    after = everything()
    assert {table for table, text in after.items() if text != before[table]} == {"common_ratecount"}


def test_a_response_in_my_list_has_a_date_and_no_time(one):
    user = accounts.parent(now=MOMENT - dt.timedelta(days=9))
    consultations.respond(one, user=user, now=MOMENT)
    stored = everything()
    assert traces({name: text for name, text in stored.items() if name.startswith("consultations_")}) == []


def test_a_response_stores_only_its_date(one):
    with clock.frozen(MOMENT):
        send(Client(), one, **NOSY)
    answered = Response.objects.get()
    assert (answered.received_on, answered.user, answered.entered_by) == (dt.date(2026, 7, 3), None, None)


def test_the_coordinator_reads_answers_without_author_or_other_answers(one, sign_in):
    """The list shows no reference, no date, and nothing that links the answers of one person."""
    answered = consultations.respond(one, now=MOMENT)
    client = sign_in(Client(), accounts.coordinator())
    text = page(client.get(f"/staff/consultations/{one.slug}/words/"))
    assert "Saturdays, please." in text
    assert answered.reference not in text
    assert "3 July" not in text.partition("<main")[2]
