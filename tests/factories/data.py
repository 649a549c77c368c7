"""Requests, legal holds and complaints about data, walked to their state by the services themselves."""

from accounts.rules import DataRequestKind
from accounts.services import complaints, data_requests, holds, list_files
from common import clock, jobs
from tests.factories import accounts, issues


def a_hold(about="held@example.org", *, reason="A claim in court.", by=None, now=None):
    return holds.place_hold(about, reason=reason, by=by or accounts.coordinator(), now=now)


def an_ending_hold(about="held@example.org", *, by=None, now=None, **kwargs):
    """A hold that somebody asked to end."""
    hold = a_hold(about, now=now, **kwargs)
    return holds.ask_to_end_hold(hold, reason="The claim is over.", by=by or accounts.coordinator(), now=now)


def a_complaint(*, text="You sent my letter to somebody else.", email="jo@example.org", now=None, **fields):
    return complaints.receive_complaint(text=text, email=email, now=now, **fields)


def an_acknowledged_complaint(*, by=None, now=None, **fields):
    complaint = a_complaint(now=now, **fields)
    return complaints.acknowledge_complaint(complaint, by=by or accounts.coordinator(), now=now)


def an_answered_complaint(*, by=None, now=None, answer="We are sorry. We have asked for it back.", **fields):
    by = by or accounts.coordinator()
    complaint = an_acknowledged_complaint(by=by, now=now, **fields)
    return complaints.answer_complaint(complaint, answer=answer, by=by, now=now)


def a_list_file(user=None, *, path="/staff/members/people/", query="", now=None):
    """The Excel file of a list, made in the background."""
    with clock.frozen(now or clock.now()):
        made = list_files.ask_for_file(path, query, by=user or accounts.coordinator())
        jobs.run_job(made.job_id)
    made.refresh_from_db()
    return made


def a_copy(user=None, *, now=None):
    """A copy of what is held of somebody, ready to be downloaded."""
    request = data_requests.ask_for_own(user or accounts.parent(), DataRequestKind.COPY, now=now)
    with clock.frozen(now or clock.now()):
        jobs.run_job(request.job_id)
    request.refresh_from_db()
    return request


def a_request(*, by=None, now=None):
    """An erasure that a co-ordinator asked for, of somebody with an issue."""
    issue = issues.received_issue(now=now)
    how = {"how_known": "They rang.", "by": by or accounts.coordinator(), "now": now}
    return data_requests.ask_for_somebody(issue.contact_email, DataRequestKind.ERASURE, **how)


def a_refused_request(*, now=None, reason="A claim needs it."):
    return data_requests.refuse(a_request(now=now), reason=reason, by=accounts.administrator(), now=now)
