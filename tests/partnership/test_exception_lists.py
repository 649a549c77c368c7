"""Each line of Today that counts something leads to a list of exactly as many rows."""

import datetime as dt
import re

import pytest

from accounts.roles import Role
from answers.models import Presentation
from answers.services.commitments import fail_commitment, make_commitment
from answers.services.transcripts import transcribe_response
from common import clock, exceptions_register
from consultations.models import Consultation
from issues.models import Issue
from members.models import MembershipReview
from members.services.reviews import withdraw_review
from partnership import dashboards
from tests.factories import accounts, answers, consultations, issues, meetings, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
NUMBER = re.compile(r"^(\d+) |: (\d+)$")
LATE, SOON = TODAY - 30 * clock.DAY, TODAY + 30 * clock.DAY


def promise(what, due_on, by, *, failed_on=None):
    given = {"owner": "Head of Transport", "by": by, "is_public": True}
    one = make_commitment(what=what, due_on=due_on, now=clock.at(TODAY - 900 * clock.DAY, dt.time(12)), **given)
    if failed_on:
        fail_commitment(one, reason="No driver.", by=by, now=clock.at(failed_on, dt.time(12)))


def presentation(by, **dates):
    one = answers.presentation_of(issues.logged_issue(by=by), by=by)
    Presentation.objects.filter(pk=one.pk).update(**dates)
    return Presentation.objects.get(pk=one.pk)


def transcribed(by):
    words = {"outcome": "agreed", "text": "We agree.", "reason": "", "instead": "", "commitments": []}
    one = presentation(by, due_on=SOON)
    answer = {"item": one.items.get(), **words}
    letter = {"letter": answers.a_scan(), "letter_dated_on": clock.today(), "summary": ""}
    transcribe_response(one, **letter, answers=[answer], version=0, by=by)


@pytest.fixture
def waiting():
    """Of every kind one or two that are late, and beside each some of the same list that are not."""
    with clock.frozen(TODAY):
        by = accounts.coordinator()
        promise("Late", LATE, by)
        promise("To come", SOON, by)
        promise("Not kept lately", LATE, by, failed_on=LATE)
        promise("Not kept long ago", LATE - 700 * clock.DAY, by, failed_on=TODAY - 600 * clock.DAY)
        for dates in (
            {"due_on": LATE},
            {"due_on": LATE},
            {"due_on": LATE, "escalated_on": TODAY},
            {"due_on": SOON},
        ):
            presentation(by, **dates)
        answers.post_answer(presentation(by, due_on=LATE))
        transcribed(by)
        Issue.objects.filter(pk=issues.received_issue().pk).update(acknowledge_by_on=LATE)
        issues.received_issue()
        issues.acknowledged_issue(by=by)
        Issue.objects.filter(pk=issues.logged_issue(by=by).pk).update(present_by_on=LATE)
        issues.logged_issue(by=by)
        consultations.an_open_one()
        Consultation.objects.filter(pk=consultations.one_being_answered().pk).update(answers_due_on=LATE)
        meetings.a_held_meeting(on=TODAY - 2 * clock.DAY)
        for asked_on, day in ((LATE, TODAY - 20 * clock.DAY), (LATE, TODAY - 10 * clock.DAY), (TODAY, SOON)):
            meetings.a_question(
                meetings.a_scheduled_meeting(day, now=meetings.noon(asked_on)), now=meetings.noon(asked_on)
            )
        MembershipReview.objects.filter(pk=members.an_open_review().pk).update(opened_on=LATE)
        members.an_open_review()
        withdraw_review(members.an_open_review(), reason="Entered by mistake.", by=by)
        members.a_member(seat=members.a_seat(role_description=members.a_role_description()))
    return by


def rows_of(client, url):
    page = client.get(url)
    assert page.status_code == 200, url
    return page.context["paginator"].count if page.context.get("paginator") else len(page.context["object_list"])


def counted(tasks):
    found = [(task, NUMBER.search(str(task.title))) for task in tasks]
    return {task: int(match[1] or match[2]) for task, match in found if match}


def test_each_number_of_today_is_that_of_its_list(client, waiting):
    with clock.frozen(TODAY):
        tasks = counted(dashboards.tasks(Role.COORDINATOR, waiting, clock.now()))
        sign_in(client, waiting)
        found = {str(task.title): (number, rows_of(client, task.url)) for task, number in tasks.items()}
    assert {title: rows for title, (number, rows) in found.items() if number != rows} == {}
    assert {
        "Issues not acknowledged in time: 1",
        "1 issue to read",
        "Issues not presented in time: 1",
        "Answers overdue: 2",
        "Answers escalated: 1",
        "2 answers awaited",
        "1 letter to confirm",
        "Commitments late: 1",
        "Commitments not kept in the last year: 1",
        "Consultations not answered in time: 1",
        "Reviews of memberships left open: 1",
        "Public questions not answered: 2",
        "1 membership under review",
    } <= set(found)


def test_each_kind_of_exception_leads_to_its_list(client, waiting):
    """Also one with nothing in it: the list is then empty, and does not show all."""
    with clock.frozen(TODAY):
        sign_in(client, waiting)
        shown = {name: len(rows) for name, rows in exceptions_register.collect_once(TODAY).items()}
        listed = {
            name: rows_of(client, str(kind.listed_at))
            for name, kind in exceptions_register.kinds.items()
            if kind.listed_at
        }
    assert listed == {name: shown[name] for name in listed}
    # There is one, and its line leads to the terms; what is out of sight is for the leads alone, on their own page.
    assert set(shown) - set(listed) == {"terms.review_late", "issues.safeguarding"}
