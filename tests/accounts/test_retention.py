"""What goes of e-mails, background work, changes of addresses, uploads and looks, each on its first day."""

import datetime as dt

import pytest

from accounts import audit
from accounts.models import AuditEntry, DataRequest, PendingChange
from accounts.services.pending_changes import ask_to_change_email, withdraw_change
from common import clock
from common.documents import store_made
from common.models import Document, Job, Message, RateCount
from common.retention import carry_out, rules
from issues.services.issues import look_at_contact
from tests.factories import accounts, data, involvement, issues, reports

pytestmark = pytest.mark.django_db


def at(text, time="12:00"):
    return clock.at(dt.date.fromisoformat(text), dt.time.fromisoformat(time))


def message(made):
    Message.objects.create(
        kind="a.b", to="a@example.org", subject="s", body_text="", state="failed", created_at=made, send_after=made
    )


def job(made):
    Job.objects.create(kind="a.b", state="done", created_at=made, look_again_at=made, finished_at=made)


def change(made):
    asked = ask_to_change_email(accounts.parent(), "new@example.org", by=accounts.administrator(), now=made)
    withdraw_change(asked, by=accounts.administrator(), now=made)


def look(made):
    issue = issues.received_issue(now=made)
    look_at_contact(issue, reason="To ring them", by=accounts.coordinator(), now=made)


def copied(made):
    data.a_copy(now=made)


def refused(made):
    data.a_refused_request(now=made)


# What was made on a day, the last day on which it is kept, and the first on which it goes. A day ends at midnight in
# London, whatever time of day it was made at, and whatever the clocks do.
ROWS = [
    ("common.messages", message, "2024-02-29", "2025-02-28", "2025-03-01"),
    ("common.messages", message, "2026-03-29", "2027-03-28", "2027-03-29"),
    ("common.messages", message, "2026-10-25", "2027-10-24", "2027-10-25"),
    ("common.jobs", job, "2027-02-28", "2028-02-27", "2028-02-28"),
    ("common.jobs", job, "2028-02-29", "2029-02-28", "2029-03-01"),
    ("accounts.addresses", change, "2026-06-01", "2027-05-31", "2027-06-01"),
    ("accounts.addresses", change, "2024-02-29", "2025-02-28", "2025-03-01"),
    ("accounts.data_requests", copied, "2026-06-01", "2027-05-31", "2027-06-01"),
    ("accounts.data_requests", refused, "2026-10-25", "2027-10-24", "2027-10-25"),
    ("accounts.data_requests", refused, "2024-02-29", "2025-02-28", "2025-03-01"),
    ("accounts.audit", look, "2026-06-01", "2032-05-31", "2032-06-01"),
    ("accounts.audit", look, "2024-02-29", "2030-02-28", "2030-03-01"),
]


@pytest.mark.parametrize("time", ["00:30", "23:59"])
@pytest.mark.parametrize(("name", "make", "made", "last", "first"), ROWS)
def test_it_goes_on_its_first_day_and_not_a_minute_before(name, make, made, last, first, time):
    make(at(made, time))
    assert carry_out(rules[name], at(last, "23:59")) == 0
    assert carry_out(rules[name], at(first, "00:00")) == 1
    assert carry_out(rules[name], at(first)) == 0


def test_of_the_audit_trail_only_looks_go_and_every_decision_stays():
    look(at("2026-06-01"))
    kept = set(AuditEntry.objects.exclude(verb="view_contact").values_list("pk", flat=True))
    assert kept
    assert carry_out(rules["accounts.audit"], at("2040-01-01")) == 1
    assert set(AuditEntry.objects.values_list("pk", flat=True)) == kept


def test_lines_of_the_audit_trail_go_by_one_door(monkeypatch):
    """Whatever chains the lines is told which go, and under which rule."""
    asked = []
    monkeypatch.setattr(audit, "forget_entries", lambda entries, *, rule, now: asked.append((rule, len(entries))) or 0)
    look(at("2026-06-01"))
    carry_out(rules["accounts.audit"], at("2040-01-01"))
    assert asked == [("accounts.audit", 1)]


def test_a_change_keeps_that_it_was_made_and_loses_both_addresses():
    change(at("2026-06-01"))
    carry_out(rules["accounts.addresses"], at("2027-06-01"))
    assert PendingChange.objects.get().value == {}


def test_a_request_keeps_its_day_and_who_dealt_with_it_and_loses_whose_it_was():
    request = data.a_refused_request(now=at("2026-06-01"))
    carry_out(rules["accounts.data_requests"], at("2027-06-01"))
    request.refresh_from_db()
    assert (request.who, request.about, request.how_known, request.reason, request.user) == ("", {}, "", "", None)
    assert (request.ended_on, request.is_open) == (dt.date(2026, 6, 1), False)
    assert request.asked_by is not None


def test_whoever_asked_for_their_own_copy_is_no_longer_named_as_having_asked():
    request = data.a_copy(now=at("2026-06-01"))
    assert request.asked_by == request.user
    carry_out(rules["accounts.data_requests"], at("2027-06-01"))
    request.refresh_from_db()
    assert (request.user, request.asked_by) == (None, None)


def test_a_request_that_nobody_has_answered_names_its_person_until_somebody_does():
    data.a_request(now=at("2026-06-01"))
    assert carry_out(rules["accounts.data_requests"], at("2040-01-01")) == 0
    assert DataRequest.objects.get().who


def test_counts_of_a_day_go_the_next():
    RateCount.objects.create(scope="a", subject="b", counted_on=dt.date(2028, 2, 29), count=1)
    assert carry_out(rules["common.rates"], at("2028-02-29", "23:59")) == 0
    assert carry_out(rules["common.rates"], at("2028-03-01", "00:00")) == 1


def test_an_upload_that_nothing_shows_goes_after_a_day_with_its_file(django_capture_on_commit_callbacks):
    lost = store_made(reports.a_blank_page(), name="lost.pdf", now=at("2027-03-01", "12:00"))
    shown = involvement.a_sent_request(now=at("2027-03-01")).version.document
    storage, path = lost.file.storage, lost.file.name
    rule = rules["common.documents"]
    assert carry_out(rule, at("2027-03-02", "11:59")) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(rule, at("2027-03-02", "12:00")) == 1
    assert not storage.exists(path)
    assert list(Document.objects.all()) == [shown]


def test_work_that_a_report_rests_on_is_kept():
    build = reports.a_finished_build()
    assert carry_out(rules["common.jobs"], at("2040-01-01")) == 0
    assert Job.objects.filter(pk=build.job_id).exists()
