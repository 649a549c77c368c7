"""A year small enough to count by hand: 1 September 2025 to 31 August 2026, and rows just outside it.

Everything is done by the services at its own moment, so what a test expects is typed from this page and nothing else.
"""

import datetime as dt
from types import SimpleNamespace

from answers.models import YouSaidEntry
from answers.rules import Outcome
from answers.services.commitments import fail_commitment, finish_commitment, make_commitment, move_commitment
from answers.services.feedback import give_feedback
from answers.services.presentations import present
from answers.services.responses import post_response, save_response_draft
from answers.services.superseded_responses import supersede_response
from answers.services.you_said import publish_entry
from common import clock
from issues.rules import Channel, IssueKind
from issues.services.issues import close_issue, merge_issue, signpost_issue
from issues.services.own_issues import withdraw_issue
from tests.factories import accounts, answers
from tests.factories import issues as make

D = dt.date
START, END = D(2025, 9, 1), D(2026, 8, 31)
COUNTED = D(2026, 10, 1)


def at(year, month, day, hour=12, minute=0):
    """Return a moment in London."""
    return clock.at(D(year, month, day), dt.time(hour, minute))


def build():
    """Build the whole year; return who and what a test asks for by name."""
    year = SimpleNamespace(by=accounts.coordinator())
    year.council, year.health = accounts.agency("Northshire Council"), accounts.agency("Northshire Health")
    year.buses = make.theme("Buses that come late", by=year.by, now=at(2025, 9, 2), summary="Buses come late.")
    year.therapy = make.theme("Waiting for therapy", by=year.by, now=at(2025, 9, 2), summary="We wait a year.")
    raise_issues(year)
    present_and_answer(year)
    promise(year)
    return year


def raise_issues(year):
    """Raise ten issues; the first and the last are one minute or ten outside of the period, in London."""
    by = year.by
    make.received_issue(now=at(2025, 8, 31, 23, 50))
    travel = {"kind": IssueKind.CONCERN.value, "service_area": "travel"}
    year.first = make.logged_issue(theme=year.buses, by=by, now=at(2025, 9, 1, 0, 10), **travel)
    year.again = make.logged_issue(theme=year.buses, by=by, now=at(2025, 10, 5), **travel)
    merged = make.acknowledged_issue(by=by, now=at(2025, 10, 20), **travel)
    merge_issue(merged, into=year.first, by=by, now=at(2025, 10, 25))
    health = {"kind": IssueKind.GAP.value, "service_area": "health", "channel": Channel.PHONE}
    year.third = make.logged_issue(theme=year.therapy, by=by, now=at(2025, 11, 20), **health)
    passed_on = make.acknowledged_issue(by=by, now=at(2025, 12, 1), **travel)
    signpost_issue(passed_on, to="SENDIASS", reason="One family's case.", by=by, now=at(2025, 12, 5))
    taken_back = make.acknowledged_issue(by=by, now=at(2026, 3, 1), kind=IssueKind.GOOD_PRACTICE.value)
    withdraw_issue(taken_back, reason="Sorted.", now=at(2026, 3, 3))
    closed = make.logged_issue(by=by, now=at(2026, 6, 10), kind=IssueKind.QUESTION.value)
    close_issue(closed, reason="It answered itself.", by=by, now=at(2026, 7, 1))
    last = make.acknowledged_issue(by=by, now=at(2026, 8, 31, 23, 59), **travel)
    withdraw_issue(last, reason="Later.", now=at(2026, 9, 10))
    make.received_issue(now=at(2026, 9, 1, 0, 1))


def ask(year, agency, title, *, now, theme=None, issue=None, points=1):
    """Present one subject to an agency, with so many points."""
    items = [{"theme": theme, "ask": f"{title}, please."}] if theme else []
    items += [{"issue": issue, "ask": "For this family too."}] if issue else []
    for number in range(points - len(items)):
        other = make.theme(by=year.by, now=now)
        items.append({"theme": other, "ask": f"{title}, point {number + 2}."})
    fields = {"title": title, "covering_text": "Please.", "items": items, "agreed": answers.agreed_between(now)}
    return present(agency=agency, by=year.by, now=now, **fields)


def present_and_answer(year):
    """Present six times: answered before, from before, late, never in the period, not due yet, and after it."""
    before = ask(year, year.council, "Long done", now=at(2025, 5, 1))
    answers.post_answer(before, now=at(2025, 6, 2))
    year.earlier = ask(year, year.health, "Two points", now=at(2025, 8, 20), points=2)
    words = [{"outcome": Outcome.AGREED, "text": "Yes."}, {"outcome": Outcome.NOT_POSSIBLE, "reason": "No money."}]
    _post(year.earlier, words, now=at(2025, 9, 10))
    year.late = ask(year, year.council, "Buses in time", theme=year.buses, now=at(2025, 11, 3))
    response = answers.post_answer(
        year.late, now=at(2026, 1, 8), outcome=Outcome.PARTLY, text="Some buses.", reason="Cost."
    )
    give_feedback(fresh(year.first), is_answered=True, now=at(2026, 1, 20))
    give_feedback(fresh(year.again), is_answered=False, reason="It still comes late.", now=at(2026, 2, 1))
    year.waiting = ask(year, year.health, "Shorter waits", theme=year.therapy, now=at(2026, 5, 1))
    ask(year, year.council, "Not due yet", now=at(2026, 8, 3))
    ask(year, year.council, "Next year", now=at(2026, 9, 1))
    _supersede(response, now=at(2026, 9, 20))
    answers.post_answer(year.waiting, now=at(2026, 9, 7))


def _post(presentation, words, *, now):
    by = accounts.officer(of=presentation.agency)
    given = [answers.whole({"text": "", **one}) for one in words]
    drafted = [{"item": item, **one} for item, one in zip(presentation.items.all(), given, strict=True)]
    draft = save_response_draft(presentation, summary="Ours.", answers=drafted, version=0, by=by, now=now)
    return post_response(draft, by=by, now=now)


def _supersede(response, *, now):
    """Answer the late one anew, after the period: now it is a yes."""
    by = accounts.officer(of=response.presentation.agency)
    draft = supersede_response(response, reason="Something changed.", by=by, now=now)
    drafted = [
        {"item": answer.item, **answers.whole({"outcome": Outcome.AGREED, "text": "All buses."})}
        for answer in draft.answers.all()
    ]
    draft = save_response_draft(
        response.presentation, summary="Anew.", answers=drafted, version=draft.version, by=by, now=now
    )
    post_response(draft, by=by, now=now)


def commit(year, what, made, due, **fields):
    given = {"owner": "Head of Transport", "agency": year.council, "is_public": True} | fields
    return make_commitment(what=what, due_on=due, by=year.by, now=made, **given)


def promise(year):
    """Make nine commitments: five belong to the period."""
    by = year.by
    done = commit(year, "Kept", at(2025, 9, 10), D(2025, 12, 1))
    finish_commitment(done, evidence="It is on the web.", by=by, now=at(2025, 11, 20))
    commit(year, "Late all through", at(2025, 3, 3), D(2025, 6, 2))
    moved = commit(year, "Moved twice", at(2025, 10, 1), D(2026, 2, 2))
    move_commitment(moved, due_on=D(2026, 6, 30), reason="Staff left.", by=by, now=at(2026, 1, 15))
    move_commitment(moved, due_on=D(2027, 1, 29), reason="Again.", by=by, now=at(2026, 9, 3))
    broken = commit(year, "Not kept", at(2025, 10, 1), D(2026, 5, 1))
    fail_commitment(broken, reason="No driver was found.", by=by, now=at(2026, 5, 5))
    last_day = commit(year, "Due on the last day", at(2026, 8, 3), D(2026, 8, 31), agency=None, owner="The chair")
    finish_commitment(last_day, evidence="Done.", by=by, now=at(2026, 9, 2))
    commit(year, "Made after", at(2026, 9, 2), D(2026, 10, 1))
    before = commit(year, "Done before", at(2025, 3, 3), D(2025, 8, 1))
    finish_commitment(before, evidence="Done.", by=by, now=at(2025, 8, 15))
    commit(year, "Not public", at(2025, 10, 1), D(2026, 5, 1), is_public=False)


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def publish_entries(year):
    """Publish the board's entries of the two answered presentations: one in the period, one the day after it."""
    for presentation, on in ((year.late, at(2026, 8, 31, 23, 59)), (year.earlier, at(2026, 9, 1, 0, 1))):
        for entry in YouSaidEntry.objects.filter(answer__item__presentation=presentation, published_on=None):
            publish_entry(entry, by=year.by, now=on)
