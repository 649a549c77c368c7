"""The timeline of an issue and of a theme, and the sentence that says where it stands."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from answers.models import Presentation, PromiseFeedback
from answers.rules import Outcome
from answers.services.commitments import fail_commitment, finish_commitment
from answers.services.feedback import give_feedback
from answers.services.presentations import escalate_presentations
from answers.services.responses import post_response, save_response_draft
from answers.services.superseded_responses import supersede_response
from answers.thread import thread_of
from answers.wording import standing
from common import clock, timeline
from issues.models import Issue
from issues.services.issues import merge_issue, signpost_issue
from tests.counting import queries
from tests.factories import accounts, answers, issues

pytestmark = pytest.mark.django_db
ANYONE = AnonymousUser()
D = dt.date


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def told(subject, user=ANYONE, *, is_own=False):
    """Return the timeline as (date, title, is_done), as a page would first read it."""
    fresh = type(subject).objects.get(pk=subject.pk)
    fresh.is_own = is_own
    return [(entry.on, entry.title, entry.is_done) for entry in timeline.build(fresh, user)]


def stands(issue):
    fresh = Issue.objects.get(pk=issue.pk)
    return standing(fresh, thread_of(fresh, ANYONE))


def test_a_new_issue_waits_for_the_coordinator():
    issue = issues.received_issue(now=at(7, 6))
    assert told(issue, is_own=True) == [
        (D(2026, 7, 6), "You told us", True),
        (D(2026, 7, 8), "The co-ordinator will read it", False),
    ]
    assert stands(issue) == "We have it. The co-ordinator will read it by 8 July 2026."


def test_public_timeline_says_somebody_told_us():
    assert told(issues.received_issue(now=at(7, 6)))[0] == (D(2026, 7, 6), "Somebody told us", True)


def test_a_logged_issue_says_by_when_it_is_presented(coordinator):
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    assert stands(issue) == "It is with the group, which will discuss it at its next meeting."
    Issue.objects.filter(pk=issue.pk).update(present_by_on=D(2026, 9, 1))
    assert stands(issue) == "It is with the group, which will present it to the agency by 1 September 2026."
    assert told(issue)[-1] == (D(2026, 9, 1), "The group will present it to the agency that can act", False)


def test_a_presented_issue_says_who_was_asked_and_by_when(coordinator, council):
    issue = answers.presented_issue(by=coordinator, agency=council, now=at(7, 6))
    with clock.frozen(D(2026, 8, 3)):
        assert stands(issue) == "The group asked Northshire County Council to answer by 3 August 2026."
        assert told(issue)[-2:] == [
            (D(2026, 7, 6), "The group presented it to Northshire County Council", True),
            (D(2026, 8, 3), "Northshire County Council is to answer", False),
        ]


def test_a_late_answer_is_called_late(coordinator, council):
    issue = answers.presented_issue(by=coordinator, agency=council, now=at(7, 6))
    with clock.frozen(D(2026, 8, 4)):
        assert stands(issue).endswith("by 3 August 2026. The answer is late.")
        assert told(issue)[-1] == (D(2026, 8, 3), "Northshire County Council has not answered yet", False)
        assert [entry.title for entry in timeline.build(issue, ANYONE) if entry.is_late] == [
            "Northshire County Council has not answered yet"
        ]


def test_escalation_to_the_manager_is_on_the_timeline(coordinator, council):
    type(council).objects.update(escalation_email="manager@example.org")
    issue = answers.presented_issue(by=coordinator, agency=council, now=at(7, 6))
    escalate_presentations(now=at(8, 5))
    words = "No answer yet: the group told the manager at Northshire County Council"
    assert (D(2026, 8, 5), words, True) in told(issue)


def test_timeline_of_an_answered_issue_shows_answer_and_commitment(coordinator, council):
    promise = answers.promise(D(2026, 12, 1))
    issue = answers.responded_issue(
        by=coordinator, agency=council, now=at(7, 6), answered_at=at(8, 10), commitments=[promise]
    )
    assert told(issue) == [
        (D(2026, 7, 6), "Somebody told us", True),
        (D(2026, 7, 6), "The co-ordinator read it", True),
        (D(2026, 7, 6), "Logged for the group to follow", True),
        (D(2026, 7, 6), "The group presented it to Northshire County Council", True),
        (D(2026, 8, 10), "Northshire County Council answered: agreed", True),
        (D(2026, 12, 1), "Promised by Head of Transport", False),
    ]
    assert stands(issue) == "Northshire County Council answered on 10 August 2026."
    late = next(entry for entry in timeline.build(issue, ANYONE) if "answered" in entry.title)
    assert late.text == "This came after the date the group asked for."


def test_kept_or_broken_commitment_is_on_the_timeline_with_its_date(coordinator, council):
    promises = [answers.promise(D(2026, 12, 1))] * 2
    issue = answers.responded_issue(by=coordinator, agency=council, now=at(7, 6), commitments=promises)
    kept, broken = (commitment for answer in thread_of(issue, ANYONE).answers for commitment in answer.promised)
    finish_commitment(kept, evidence="The texts go out.", by=coordinator, now=at(11, 2))
    fail_commitment(broken, reason="No money.", by=coordinator, now=at(12, 2))
    assert (D(2026, 11, 2), "Recorded as done, as promised by Head of Transport", True) in told(issue)
    assert (D(2026, 12, 2), "Not kept by Head of Transport", True) in told(issue)


def test_an_issue_opened_again_says_why(coordinator, council):
    issue = answers.responded_issue(by=coordinator, agency=council, now=at(7, 6))
    issue = give_feedback(issue, is_answered=False, reason="No", now=at(7, 20))
    assert told(issue)[-1] == (D(2026, 7, 20), "Reopened: the answer did not answer it", True)
    assert stands(issue).startswith("It was reopened, because the answer did not answer it.")


def test_the_parents_yes_closes_it(coordinator, council):
    issue = answers.responded_issue(by=coordinator, agency=council, now=at(7, 6))
    issue = give_feedback(issue, is_answered=True, now=at(7, 20))
    assert told(issue)[-1] == (D(2026, 7, 20), "Closed: the answer answers it", True)
    assert stands(issue) == "It was closed on 20 July 2026."


def test_merged_issue_shares_the_timeline_of_the_main_issue(coordinator, council):
    other = issues.logged_issue(by=coordinator, now=at(7, 6))
    merged = merge_issue(
        issues.acknowledged_issue(by=coordinator, now=at(7, 7)), into=other, by=coordinator, now=at(7, 8)
    )
    assert stands(merged) == "It is with the group, which will discuss it at its next meeting."
    answers.presentation_of(other, agency=council, by=coordinator, now=at(7, 13))
    with clock.frozen(D(2026, 7, 14)):
        assert stands(merged) == "The group asked Northshire County Council to answer by 10 August 2026."
        assert (D(2026, 8, 10), "Northshire County Council is to answer", False) in told(merged)


def test_merged_issue_says_when_the_main_issue_is_not_logged_yet(coordinator):
    other, merged = (issues.acknowledged_issue(by=coordinator, now=at(7, 7)) for _number in range(2))
    merged = merge_issue(merged, into=other, by=coordinator, now=at(7, 8))
    assert stands(merged) == "It was merged on 8 July 2026 with another issue that says the same."


@pytest.mark.parametrize(
    ("is_shared", "expected"),
    [(True, "is preparing it for the group."), (False, "is looking for somebody who can help.")],
)
def test_what_the_group_may_not_see_is_not_prepared_for_it(coordinator, is_shared, expected):
    issue = issues.acknowledged_issue(by=coordinator, now=at(7, 6), share_with_group=is_shared)
    assert stands(issue) == f"The co-ordinator read it on 6 July 2026 and {expected}"


def test_only_the_parent_reads_who_can_help(coordinator):
    issue = issues.acknowledged_issue(by=coordinator, now=at(7, 6))
    signpost_issue(issue, to="The school nurse", reason="She can act.", by=coordinator, now=at(7, 7))
    assert "We signposted you to The school nurse" in [title for _on, title, _done in told(issue, is_own=True)]
    assert "Signposted to somebody who can help" in [title for _on, title, _done in told(issue)]


def test_timeline_waits_for_both_agencies_earliest_date_first(coordinator, council):
    health = accounts.agency("Northshire Health", response_days=5)
    issue = issues.logged_issue(by=coordinator, now=at(7, 6))
    answers.presentation_of(issue, agency=council, by=coordinator, now=at(7, 6))
    second = answers.presentation_of(issue, agency=health, by=coordinator, now=at(7, 6))
    with clock.frozen(D(2026, 7, 7)):
        assert "Northshire Health to answer by 13 July 2026" in stands(issue)
        answers.post_answer(second, now=at(7, 8))
        assert "Northshire County Council to answer by 3 August 2026" in stands(issue)


def test_a_superseded_answer_stays_on_the_timeline_and_leaves_the_page(coordinator, council):
    issue = answers.presented_issue(by=coordinator, agency=council, now=at(7, 6))
    officer = accounts.officer(of=council)
    first = answers.post_answer(issue.presentation_items.get().presentation, by=officer, now=at(7, 7))
    supersede_response(first, reason="Something changed.", by=officer, now=at(7, 8))
    presentation = issue.presentation_items.get().presentation
    draft = save_response_draft(
        presentation,
        summary="New",
        answers=[{"item": presentation.items.get(), "outcome": Outcome.NOT_OURS, "instead": "The school"}],
        version=0,
        by=officer,
        now=at(7, 9),
    )
    post_response(draft, by=officer, now=at(7, 10))
    answered = [title for _on, title, _done in told(issue) if "answered" in title]
    assert [title.partition(": ")[2] for title in answered] == ["agreed", "not ours"]
    standing_answers = thread_of(Issue.objects.get(pk=issue.pk), ANYONE).standing_answers
    assert [answer.outcome for answer in standing_answers] == [Outcome.NOT_OURS]


def test_theme_timeline_shows_presentations_and_answers_without_parents_words(coordinator, council):
    theme = issues.theme("School transport", by=coordinator)
    issues.logged_issue(theme=theme, by=coordinator, is_published=False, now=at(7, 6))
    presentation = answers.presentation_of(theme=theme, agency=council, by=coordinator, now=at(7, 8))
    answers.post_answer(presentation, now=at(7, 20))
    assert [(on, title) for on, title, _done in told(theme)] == [
        (D(2026, 7, 8), "The group presented it to Northshire County Council"),
        (D(2026, 7, 20), "Northshire County Council answered: agreed"),
    ]


def test_a_timeline_takes_the_same_few_queries_however_long_it_is(coordinator):
    counts = []
    for number in (1, 10):
        issue = issues.logged_issue(by=coordinator, now=at(7, 6))
        for _one in range(number):
            answers.presentation_of(issue, agency=accounts.agency(), by=coordinator, now=at(7, 6))
        for presentation in Presentation.objects.filter(items__issues=issue):
            answers.post_answer(presentation, now=at(7, 7), commitments=[answers.promise(D(2026, 12, 1))] * number)
        fresh = Issue.objects.get(pk=issue.pk)
        with queries() as counted:
            timeline.build(fresh, ANYONE)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 7


def test_the_steps_of_a_presentation_say_which_of_several_items_was_answered():
    def answered(*rows):
        presentation = answers.presentation_of(*rows)
        answers.post_answer(presentation)
        return [title.partition("answered")[2] for _on, title, _done in told(presentation) if "answered" in title]

    assert answered(issues.logged_issue(), issues.logged_issue()) == [" item 1: agreed", " item 2: agreed"]
    assert answered(issues.logged_issue()) == [": agreed"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole, whatever it is asked")
def test_what_families_said_of_promises_is_not_read_whole_for_one_issue():
    assert "SCAN" not in PromiseFeedback.objects.about(issues.published_issue()).explain()
