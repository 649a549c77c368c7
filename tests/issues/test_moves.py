"""Changes of an issue's status, against the table of moves typed out by hand."""

import datetime as dt

import pytest

from accounts.models import AuditEntry
from answers.services.feedback import give_feedback
from common.errors import MoveNotAllowed
from common.transitions import check_move
from issues import rules
from issues.rules import IssueStatus as S
from issues.services.moves import move_issue
from issues.services.own_issues import withdraw_issue
from tests.factories import accounts, answers, issues

NOON = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 7, 10, 23, 30, tzinfo=dt.UTC)
GRID = """
              received acknowledged signposted merged split logged presented responded closed withdrawn
received          .         x           .        .      .     .        .         .        .       x
acknowledged      .         .           x        x      x     x        .         .        .       x
signposted        .         .           .        .      .     x        .         .        .       .
merged            .         x           .        .      .     .        .         .        .       x
split             .         x           .        .      .     .        .         .        .       x
logged            .         .           x        x      .     .        x         .        x       x
presented         .         .           .        .      .     .        .         x        .       x
responded         .         .           .        .      .     x        .         .        x       x
closed            .         .           .        .      .     x        .         .        .       .
withdrawn         .         .           .        .      .     .        .         .        .       .
"""


def grid():
    head, *lines = (line.split() for line in GRID.strip().splitlines())
    return [(S(row), S(column), mark == "x") for row, *marks in lines for column, mark in zip(head, marks, strict=True)]


@pytest.mark.parametrize(("current", "target", "is_allowed"), grid())
def test_an_issue_moves_as_the_grid_says(current, target, is_allowed):
    if is_allowed:
        check_move(rules.ISSUE_MOVES, current, target)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(rules.ISSUE_MOVES, current, target)


def test_the_grid_has_every_pair():
    assert len(grid()) == len(S) ** 2 == 100


pytestmark = pytest.mark.django_db


def test_a_move_sets_its_date_and_leaves_a_step_and_an_audit_row():
    coordinator = accounts.coordinator()
    issue = issues.received_issue(now=NOON)
    move_issue(issue, S.ACKNOWLEDGED, by=coordinator, now=LATER, note="Thank you.")
    issue.refresh_from_db()
    step = issue.moves.get()
    entry = AuditEntry.objects.get(verb="acknowledge_issue")
    assert (issue.status, issue.acknowledged_on) == (S.ACKNOWLEDGED, dt.date(2026, 7, 11))
    assert (step.status, step.on, step.note) == (S.ACKNOWLEDGED, dt.date(2026, 7, 11), "Thank you.")
    assert (entry.by, entry.at, entry.object_id) == (coordinator, LATER, str(issue.pk))


def test_move_checks_the_stored_state_not_a_stale_copy():
    issue = issues.received_issue(now=NOON)
    stale = type(issue).objects.get(pk=issue.pk)
    withdraw_issue(issue, now=NOON)
    with pytest.raises(MoveNotAllowed):
        move_issue(stale, S.ACKNOWLEDGED, by=None, now=NOON)
    assert type(issue).objects.get(pk=issue.pk).moves.count() == 1


@pytest.mark.parametrize("target", [S.SIGNPOSTED, S.WITHDRAWN])
def test_every_way_of_ending_has_its_date(target):
    issue = issues.acknowledged_issue(now=NOON)
    move_issue(issue, target, by=None, now=LATER)
    assert issue.closed_on == dt.date(2026, 7, 11)


def test_reopening_clears_the_later_dates_and_keeps_the_steps():
    issue = answers.closed_issue(now=NOON)
    issue = give_feedback(issue, is_answered=False, reason="It came back.", now=LATER)
    assert (issue.presented_on, issue.responded_on, issue.closed_on) == (None, None, None)
    assert [step.status for step in issue.moves.all()].count(S.LOGGED) == 2
