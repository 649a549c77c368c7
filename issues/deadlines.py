"""The deadline of an issue: what is to happen next, by when, and whether that is late."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.dates import day
from issues.rules import IssueStatus

S = IssueStatus


@dataclass(frozen=True)
class Deadline:
    words: str
    is_late: bool = False


def deadline_of(issue, today):
    """Return the deadline of an issue in sight."""
    until = _until(issue)
    words, on = until or _since(issue)
    return Deadline(words % {"day": day(on)}, is_late=until is not None and on < today)


def _until(issue):
    """Return (words, day) for the next thing due on an issue (P9 to P12), or None."""
    clocks = {
        S.RECEIVED: (_("Acknowledge by %(day)s"), issue.acknowledge_by_on),
        S.LOGGED: (_("Present by %(day)s"), issue.present_by_on),
        S.PRESENTED: (_("Answer asked for by %(day)s"), issue.answer_due_on),
    }
    words, on = clocks.get(issue.status, ("", None))
    return (words, on) if on else None


def _since(issue):
    """Return (words, day) for an issue that has no deadline: since when it has had its status."""
    steps = {
        S.ACKNOWLEDGED: (_("Read on %(day)s, to be logged or signposted"), issue.acknowledged_on),
        S.SPLIT: (_("Received on %(day)s, followed in its matters"), issue.received_on),
        S.LOGGED: (_("Waiting for the next meeting, received on %(day)s"), issue.received_on),
        S.RESPONDED: (_("Answered on %(day)s, waiting for the parent to say if it helps"), issue.responded_on),
    }
    return steps.get(issue.status, (_("Since %(day)s"), issue.closed_on or issue.presented_on or issue.received_on))
