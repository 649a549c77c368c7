"""Deadlines of answers: working days across holidays, the agency's own days, London's date at both clock changes."""

import datetime as dt

import pytest

from accounts.models import Agency
from accounts.services.settings import set_setting
from answers import rules as answer_rules
from answers.models import Presentation
from answers.services.feedback import give_feedback
from answers.services.presentations import escalate_presentations, remind_officers
from answers.services.transcripts import transcribe_response
from common import clock
from common.errors import DomainError
from common.models import Message
from issues import rules
from issues.deadlines import deadline_of
from issues.models import Issue
from issues.services.issues import acknowledge_issue
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
D = dt.date


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


def noon(day):
    return clock.at(day, dt.time(12))


# Written by hand with a calendar beside it; the day of sending is day 0.
DUE = [
    # sent, working days, due
    (D(2026, 6, 1), 20, D(2026, 6, 29)),  # four plain weeks
    (D(2026, 11, 27), 20, D(2026, 12, 29)),  # over Christmas Day and the substitute for Boxing Day (28 December)
    (D(2026, 12, 1), 20, D(2026, 12, 31)),
    (D(2026, 12, 4), 20, D(2027, 1, 6)),  # and New Year's Day
    (D(2026, 12, 24), 1, D(2026, 12, 29)),
    (D(2026, 3, 9), 20, D(2026, 4, 8)),  # over Good Friday and Easter Monday
    (D(2026, 4, 2), 2, D(2026, 4, 8)),
    (D(2026, 4, 27), 20, D(2026, 5, 27)),  # over both bank holidays of May
    (D(2026, 8, 28), 1, D(2026, 9, 1)),  # over the summer bank holiday
    (D(2026, 7, 4), 20, D(2026, 7, 31)),  # sent on a Saturday
    (D(2027, 12, 24), 2, D(2027, 12, 30)),  # both days of Christmas on a weekend: 27 and 28 December instead
    (D(2026, 6, 1), 10, D(2026, 6, 15)),
    (D(2026, 6, 1), 1, D(2026, 6, 2)),
]


@pytest.mark.parametrize(("sent", "days", "due"), DUE)
def test_an_answer_is_due_so_many_working_days_after_it_was_asked(sent, days, due):
    assert answer_rules.response_due(sent, days) == due


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (D(2026, 7, 6), D(2026, 7, 8)),
        (D(2026, 7, 10), D(2026, 7, 14)),  # Friday
        (D(2026, 7, 11), D(2026, 7, 14)),  # Saturday
        (D(2026, 12, 23), D(2026, 12, 29)),
        (D(2026, 4, 2), D(2026, 4, 8)),  # Maundy Thursday
    ],
)
def test_an_issue_is_acknowledged_within_two_working_days(received, by):
    assert rules.acknowledge_by(received, 2) == by
    assert issues.received_issue(now=noon(received)).acknowledge_by_on == by


def present(day, agency=None, **kwargs):
    moment = day if isinstance(day, dt.datetime) else noon(day)
    issue = issues.logged_issue(now=moment)
    return answers.presentation_of(issue, agency=agency, now=moment, **kwargs)


@pytest.mark.parametrize(
    ("sent", "due", "escalate"),
    [
        (D(2026, 6, 1), D(2026, 6, 29), D(2026, 6, 30)),
        (D(2026, 11, 26), D(2026, 12, 24), D(2026, 12, 29)),  # escalated on the 21st day, after Christmas
        (D(2026, 3, 5), D(2026, 4, 2), D(2026, 4, 7)),  # after Easter
    ],
)
def test_escalation_follows_on_the_next_working_day(sent, due, escalate):
    presentation = present(sent)
    assert (presentation.due_on, presentation.escalate_on) == (due, escalate)


def test_an_agency_that_agreed_its_own_days_has_those():
    health = accounts.agency("Northshire Health", response_days=10)
    presentation = present(D(2026, 6, 1), health)
    assert (presentation.due_on, presentation.escalate_on) == (D(2026, 6, 15), D(2026, 6, 16))
    assert presentation.due_words == "10 working days after 1 June 2026, not counting bank holidays"


def test_one_working_day_is_worded_in_the_singular():
    school = accounts.agency("A school", response_days=1)
    assert present(D(2026, 6, 1), school).due_words == "1 working day after 1 June 2026, not counting bank holidays"


def test_the_group_may_set_other_days():
    set_setting("response_days", 30, by=None, now=noon(D(2026, 5, 1)))
    set_setting("escalate_days", 35, by=None, now=noon(D(2026, 5, 1)))
    presentation = present(D(2026, 6, 1))
    assert (presentation.due_on, presentation.escalate_on) == (D(2026, 7, 13), D(2026, 7, 20))


def test_later_setting_leaves_earlier_due_dates_unchanged():
    set_setting("response_days", 30, holds_from=D(2026, 6, 2), by=None, now=noon(D(2026, 5, 1)))
    assert [present(day).due_on for day in (D(2026, 6, 1), D(2026, 6, 2))] == [D(2026, 6, 29), D(2026, 7, 14)]


def test_answer_is_never_escalated_before_it_is_overdue():
    set_setting("escalate_days", 5, by=None, now=noon(D(2026, 5, 1)))
    presentation = present(D(2026, 6, 1))
    assert presentation.escalate_on > presentation.due_on


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (utc(2026, 3, 28, 23, 59), D(2026, 3, 28)),  # the clocks go forward in the night that follows
        (utc(2026, 3, 29, 0, 30), D(2026, 3, 29)),
        (utc(2026, 3, 29, 23, 30), D(2026, 3, 30)),  # half past midnight by London's summer time
        (utc(2026, 10, 24, 23, 30), D(2026, 10, 25)),
        (utc(2026, 10, 25, 0, 30), D(2026, 10, 25)),  # the hour that happens twice
        (utc(2026, 10, 25, 1, 30), D(2026, 10, 25)),
        (utc(2026, 10, 25, 23, 30), D(2026, 10, 25)),  # winter time again
    ],
)
def test_day_of_sending_is_the_date_in_london(moment, day):
    presentation = present(moment)
    assert (presentation.sent_on, presentation.due_on) == (day, answer_rules.response_due(day, 20))


@pytest.mark.parametrize(
    ("answered_at", "is_late"),
    [
        (utc(2026, 7, 31, 22, 59), False),  # 23:59 in London on the last day
        (utc(2026, 7, 31, 23, 0), True),  # midnight
        (utc(2026, 7, 1, 9), False),
    ],
)
def test_the_last_day_is_included_to_its_end(answered_at, is_late):
    presentation = present(D(2026, 7, 3))
    assert presentation.due_on == D(2026, 7, 31)
    assert answers.post_answer(presentation, now=answered_at).is_late is is_late


# --- the clock an issue shows ---------------------------------------------------------------------


def clock_on(issue, day):
    return deadline_of(Issue.objects.get(pk=issue.pk), day)


def test_deadline_says_what_comes_next_and_whether_it_is_overdue():
    coordinator = accounts.coordinator()
    issue = issues.received_issue(now=noon(D(2026, 7, 6)))
    assert clock_on(issue, D(2026, 7, 8)).words == "Acknowledge by 8 July 2026"
    assert [clock_on(issue, day).is_late for day in (D(2026, 7, 8), D(2026, 7, 9))] == [False, True]
    acknowledge_issue(issue, by=coordinator, now=noon(D(2026, 7, 7)))
    assert clock_on(issue, D(2026, 9, 1)).words == "Read on 7 July 2026, to be logged or signposted"


def test_logged_issue_has_a_deadline_only_after_its_meeting():
    issue = issues.logged_issue(now=noon(D(2026, 7, 6)))
    assert clock_on(issue, D(2026, 7, 7)).words == "Waiting for the next meeting, received on 6 July 2026"
    Issue.objects.update(present_by_on=D(2026, 8, 3))
    assert clock_on(issue, D(2026, 8, 4)).words == "Present by 3 August 2026"
    assert clock_on(issue, D(2026, 8, 4)).is_late


def test_deadline_of_a_presented_issue_is_the_next_answer_due():
    quick = accounts.agency("Quick", response_days=5)
    issue = issues.logged_issue(now=noon(D(2026, 7, 6)))
    answers.presentation_of(issue, agency=accounts.agency("Slow"), now=noon(D(2026, 7, 6)))
    first = answers.presentation_of(issue, agency=quick, now=noon(D(2026, 7, 6)))
    assert clock_on(issue, D(2026, 7, 7)).words == "Answer asked for by 13 July 2026"
    answers.post_answer(first, now=noon(D(2026, 7, 8)))
    assert clock_on(issue, D(2026, 7, 9)).words == "Answer asked for by 3 August 2026"


def test_answered_issue_waits_for_the_parent_until_it_is_closed():
    issue = answers.responded_issue(now=noon(D(2026, 7, 6)))
    assert clock_on(issue, D(2026, 9, 1)).words == "Answered on 6 July 2026, waiting for the parent to say if it helps"
    give_feedback(issue, is_answered=True, now=noon(D(2026, 7, 9)))
    assert (clock_on(issue, D(2026, 9, 1)).words, clock_on(issue, D(2026, 9, 1)).is_late) == (
        "Since 9 July 2026",
        False,
    )


# --- reminded once, escalated once ----------------------------------------------------------------


def messages(*words):
    rows = Message.objects.order_by("pk")
    return [row for row in rows if all(word in row.subject for word in words)]


@pytest.fixture
def council():
    return accounts.agency("Northshire County Council", escalation_name="Ms Reed", escalation_email="reed@example.org")


def test_officers_are_reminded_once_from_five_working_days_before(council):
    officers = [accounts.officer(of=council), accounts.officer(of=council)]
    accounts.officer()
    present(D(2026, 7, 6), council)  # due on 3 August
    assert remind_officers(now=noon(D(2026, 7, 24))) == 0
    for day in (27, 28, 29):
        assert remind_officers(now=noon(D(2026, 7, day))) == 1
    assert sorted(one.to for one in messages("due soon")) == sorted(user.email for user in officers)
    assert "by 3 August 2026" in messages("due soon")[0].body_text


def test_nobody_is_reminded_once_it_is_answered_or_late(council):
    accounts.officer(of=council)
    first = present(D(2026, 7, 6), council)
    assert remind_officers(now=noon(D(2026, 8, 4))) == 0
    answers.post_answer(first, now=noon(D(2026, 7, 20)))
    assert remind_officers(now=noon(D(2026, 7, 30))) == 0
    assert messages("due soon") == []


def test_an_agency_with_few_days_is_not_reminded_on_the_day_it_was_asked(council):
    accounts.officer(of=council)
    Agency.objects.update(response_days=3)
    council.refresh_from_db()
    present(D(2026, 7, 6), council)
    assert [remind_officers(now=noon(D(2026, 7, day))) for day in (6, 7)] == [0, 1]


def test_an_officer_whose_role_has_ended_is_not_written_to(council):
    officer = accounts.officer(of=council)
    officer.grants.update(starts_on=D(2025, 1, 1), ends_on=D(2025, 12, 31))
    present(D(2026, 7, 6), council)
    remind_officers(now=noon(D(2026, 7, 30)))
    assert not Message.objects.filter(to=officer.email).exists()


def test_the_named_manager_is_told_once_on_the_21st_day(council):
    presentation = present(D(2026, 7, 6), council)
    assert escalate_presentations(now=noon(D(2026, 8, 3))) == []
    assert escalate_presentations(now=noon(D(2026, 8, 4))) == [presentation]
    assert escalate_presentations(now=noon(D(2026, 8, 4))) == []
    assert escalate_presentations(now=noon(D(2026, 9, 4))) == []
    (message,) = messages("overdue")
    assert message.to == "reed@example.org"
    assert message.body_text.startswith("Dear Ms Reed,")
    assert "by 3 August 2026" in message.body_text
    assert "not a legal duty" in message.body_text
    presentation.refresh_from_db()
    assert presentation.escalated_on == D(2026, 8, 4)


def test_escalation_catches_up_after_beat_was_down(council):
    present(D(2026, 7, 6), council)
    (found,) = escalate_presentations(now=noon(D(2026, 8, 20)))
    assert found.escalated_on == D(2026, 8, 20)


def test_answer_is_not_marked_escalated_until_a_manager_is_named(council):
    Agency.objects.update(escalation_email="")
    presentation = present(D(2026, 7, 6), council)
    assert escalate_presentations(now=noon(D(2026, 8, 4))) == []
    presentation.refresh_from_db()
    assert presentation.escalated_on is None
    Agency.objects.update(escalation_email="reed@example.org")
    assert escalate_presentations(now=noon(D(2026, 8, 6))) == [presentation]


def test_what_is_answered_is_not_escalated(council):
    answers.post_answer(present(D(2026, 7, 6), council), now=noon(D(2026, 8, 3)))
    assert escalate_presentations(now=noon(D(2026, 8, 10))) == []


def test_manager_without_a_name_gets_a_polite_greeting(council):
    Agency.objects.update(escalation_name="")
    present(D(2026, 7, 6), council)
    escalate_presentations(now=noon(D(2026, 8, 4)))
    assert messages("overdue")[0].body_text.startswith("To the manager at Northshire County Council,")


# --- days left, as the page says it ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "left", "is_overdue"),
    [
        (D(2026, 7, 6), 20, False),
        (D(2026, 7, 31), 1, False),
        (D(2026, 8, 1), 1, False),  # a Saturday
        (D(2026, 8, 3), 0, False),
        (D(2026, 8, 4), -1, True),
        (D(2026, 8, 8), -4, True),  # a Saturday
    ],
)
def test_days_left_are_working_days(today, left, is_overdue):
    presentation = present(D(2026, 7, 6))
    with clock.frozen(today):
        assert (presentation.days_left, presentation.days_late, presentation.is_overdue) == (left, -left, is_overdue)


def test_waiting_presentations_come_first_soonest_due_at_the_top():
    slow, quick = accounts.agency("Slow"), accounts.agency("Quick", response_days=3)
    waits, soon, done = (present(D(2026, 7, 6), agency) for agency in (slow, quick, slow))
    older = present(D(2026, 6, 1), slow)
    answers.post_answer(done, now=noon(D(2026, 7, 7)))
    answers.post_answer(older, now=noon(D(2026, 7, 1)))
    assert list(Presentation.objects.waiting_first()) == [soon, waits, done, older]


def test_letter_dated_before_the_presentation_or_in_the_future_is_refused():
    presentation = present(D(2026, 7, 6))
    for day in (D(2026, 7, 5), D(2026, 7, 11)):
        with pytest.raises(DomainError) as refused:
            transcribe_response(
                presentation,
                letter=None,
                letter_dated_on=day,
                summary="",
                answers=[],
                version=0,
                by=accounts.coordinator(),
                now=noon(D(2026, 7, 10)),
            )
        assert refused.value.field == "letter_dated_on"
