"""What agencies and others owe: answers overdue and escalated, commitments late and not kept."""

import datetime as dt

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from answers.models import Commitment, Presentation
from answers.rules import CommitmentStatus
from common import exceptions_register
from common.exceptions_register import Entry

YEAR = dt.timedelta(days=365)


def _presentation(row):
    return Entry(f"{row.reference} {row.title}", row.due_on, row.agency.name, row.get_absolute_url())


def _commitment(row):
    return Entry(row.what, row.finished_on or row.due_on, row.owner, row.get_absolute_url())


@exceptions_register.kind(
    "presentations.overdue",
    gettext_lazy("answers overdue"),
    shown=_presentation,
    listed_at=reverse_lazy("answers:staff_presentation_list", query={"attention": "presentations.overdue"}),
    clocks=("answers.Presentation.due_on", "issues.Issue.answer_due_on", "answers.rules.response_due"),
)
def answers_overdue(today):
    """Presentations that wait longer than the group asked for (P12)."""
    return Presentation.objects.overdue(today).select_related("agency")


@exceptions_register.kind(
    "presentations.escalated",
    gettext_lazy("answers escalated"),
    shown=_presentation,
    listed_at=reverse_lazy("answers:staff_presentation_list", query={"attention": "presentations.escalated"}),
    part_of="presentations.overdue",
    clocks=("answers.Presentation.escalate_on",),
)
def answers_escalated(today):
    """Presentations that were escalated to the agency's named manager and are still not answered (P12)."""
    escalated = Presentation.objects.unanswered_on(today).filter(escalated_on__lte=today)
    return escalated.select_related("agency")


@exceptions_register.kind(
    "commitments.late",
    gettext_lazy("commitments late"),
    shown=_commitment,
    listed_at=reverse_lazy("answers:commitment_keep_list", query={"attention": "commitments.late"}),
    clocks=("answers.Commitment.due_on",),
)
def commitments_late(today):
    return Commitment.objects.late(today)


@exceptions_register.kind(
    "commitments.not_kept",
    gettext_lazy("commitments not kept in the last year"),
    shown=_commitment,
    listed_at=reverse_lazy("answers:commitment_keep_list", query={"attention": "commitments.not_kept"}),
)
def commitments_not_kept(today):
    failed = Commitment.objects.filter(status=CommitmentStatus.NOT_KEPT)
    return failed.filter(finished_on__gt=today - YEAR, finished_on__lte=today)
