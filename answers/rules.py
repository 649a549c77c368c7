"""The states of presentations, formal responses and commitments, and the clocks of answering (terms P10 to P12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.transitions import check_move
from common.working_days import add_working_days
from issues.rules import IssueStatus

RESPONSE_DAYS = 20
ESCALATE_DAYS = 21
BOARD_DAYS = 40
ASK_AFTER_WEEKS = 4
SETTINGS = {
    "response_days": RESPONSE_DAYS,
    "escalate_days": ESCALATE_DAYS,
    "board_days": BOARD_DAYS,
    "ask_after_weeks": ASK_AFTER_WEEKS,
}

# From where a parent may say that the answer answers it (True), or that it does not (False).
FEEDBACK_FROM = {True: {IssueStatus.RESPONDED}, False: {IssueStatus.RESPONDED, IssueStatus.CLOSED}}


class PresentationStatus(models.TextChoices):
    SENT = "sent", _("sent")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    RESPONDED = "responded", _("responded")


P = PresentationStatus
PRESENTATION_MOVES = {P.SENT: {P.ACKNOWLEDGED, P.RESPONDED}, P.ACKNOWLEDGED: {P.RESPONDED}, P.RESPONDED: set()}


class ResponseStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    POSTED = "posted", _("posted")
    SUPERSEDED = "superseded", _("superseded")


RESPONSE_MOVES = {
    ResponseStatus.DRAFT: {ResponseStatus.POSTED},
    ResponseStatus.POSTED: {ResponseStatus.SUPERSEDED},
    ResponseStatus.SUPERSEDED: set(),
}


class Outcome(models.TextChoices):
    """The one vocabulary of an answer, for presentations and consultations alike."""

    AGREED = "agreed", _("agreed")
    PARTLY = "partly", _("partly agreed")
    NOT_POSSIBLE = "not_possible", _("not possible")
    NOT_OURS = "not_ours", _("not ours")


class CommitmentStatus(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    NOT_KEPT = "not_kept", _("not kept")


COMMITMENT_MOVES = {
    CommitmentStatus.OPEN: {CommitmentStatus.DONE, CommitmentStatus.NOT_KEPT},
    CommitmentStatus.DONE: set(),
    CommitmentStatus.NOT_KEPT: set(),
}


class EntryKind(models.TextChoices):
    """What stands beside "you said": what was done, or why it could not be."""

    DID = "did", _("we did")
    WILL = "will", _("we will")
    COULD_NOT = "could_not", _("we could not, because")


def check_presentation_move(current, target):
    check_move(PRESENTATION_MOVES, current, target)


def check_response_move(current, target):
    check_move(RESPONSE_MOVES, current, target)


def check_commitment_move(current, target):
    check_move(COMMITMENT_MOVES, current, target)


def response_due(sent_on, days=RESPONSE_DAYS):
    """Return the date the group asked for an answer by: working days, the day of sending is day 0."""
    return add_working_days(sent_on, days)
