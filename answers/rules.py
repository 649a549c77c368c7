"""The states of presentations, formal responses and commitments, and the clocks of answering (terms P10 to P12)."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from common.said import check_said
from common.tones import Tone, TonedChoices
from common.working_days import add_working_days
from issues.rules import IssueStatus

# From where a parent may say that the answer answers it (True), or that it does not (False).
FEEDBACK_FROM = {True: {IssueStatus.RESPONDED}, False: {IssueStatus.RESPONDED, IssueStatus.CLOSED}}


class PresentationStatus(TonedChoices):
    SENT = "sent", Tone.GOOD, _("sent")
    ACKNOWLEDGED = "acknowledged", Tone.GOOD, _("acknowledged")
    RESPONDED = "responded", Tone.GOOD, _("responded")


P = PresentationStatus
PRESENTATION_MOVES = {P.SENT: {P.ACKNOWLEDGED, P.RESPONDED}, P.ACKNOWLEDGED: {P.RESPONDED}, P.RESPONDED: set()}


class ResponseStatus(TonedChoices):
    DRAFT = "draft", Tone.WAIT, _("draft")
    POSTED = "posted", Tone.GOOD, _("posted")
    SUPERSEDED = "superseded", Tone.QUIET, _("superseded")


RESPONSE_MOVES = {
    ResponseStatus.DRAFT: {ResponseStatus.POSTED},
    ResponseStatus.POSTED: {ResponseStatus.SUPERSEDED},
    ResponseStatus.SUPERSEDED: set(),
}


class Outcome(TonedChoices):
    """The one vocabulary of an answer, for presentations and consultations alike."""

    AGREED = "agreed", Tone.GOOD, _("agreed")
    PARTLY = "partly", Tone.WAIT, _("partly agreed")
    NOT_POSSIBLE = "not_possible", Tone.LATE, _("not possible")
    NOT_OURS = "not_ours", Tone.QUIET, _("not ours")


REFUSALS = frozenset({Outcome.NOT_POSSIBLE, Outcome.NOT_OURS})
AGREEMENTS = frozenset({Outcome.AGREED, Outcome.PARTLY})
# What an answer says besides its commitments.
ANSWER_WORDS = ("outcome", "text", "reason", "instead", "done")


class CommitmentStatus(TonedChoices):
    OPEN = "open", Tone.WAIT, _("open")
    DONE = "done", Tone.GOOD, _("done")
    NOT_KEPT = "not_kept", Tone.LATE, _("not kept")


COMMITMENT_MOVES = {
    CommitmentStatus.OPEN: {CommitmentStatus.DONE, CommitmentStatus.NOT_KEPT},
    CommitmentStatus.DONE: set(),
    CommitmentStatus.NOT_KEPT: set(),
}


class EntryKind(models.TextChoices):
    """The kinds of answer shown beside "you said": done, to be done, or not possible."""

    DID = "did", _("we did")
    WILL = "will", _("we will")
    COULD_NOT = "could_not", _("we could not, because")


class AgreedWay(models.TextChoices):
    """How the group agreed to a presentation: at a meeting, or in a way that is named and shown."""

    MEETING = "meeting", _("decided by the group at a meeting")
    URGENT = "urgent", _("urgent, agreed by the chair")
    BETWEEN = "between", _("agreed by the group between meetings")


@dataclass(frozen=True)
class Agreement:
    """How the group agreed to a presentation, the day it did, and where or by whom."""

    way: AgreedWay
    on: dt.date
    words: str


def check_agreed(agreed: Agreement, today: dt.date, since: dt.date) -> None:
    """Raise DomainError for an agreement without words, of a day to come, or of a meeting before what it is about."""
    check_said(agreed.words, _("Say who agreed, and how."), field="agreed_words")
    if agreed.on > today:
        raise DomainError(_("This date is in the future. Choose today or an earlier date."), field="agreed_on")
    if agreed.way == AgreedWay.MEETING and agreed.on < since:
        words = _("That meeting was before this was known, so it cannot have decided it.")
        raise DomainError(words, field="resolution")


IN_QUESTION = _("In question: we were told that this has not come true. The group is looking at it again.")


class CameTrue(models.TextChoices):
    """What a family says of a promise."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


def came_true_words(yes: int, said: int, few: int) -> str:
    """Return how many of the people who said something say that a promise came true, without a number under `few`.

    A part whose rest is under it is in words too.
    """
    if not said:
        return ""
    if said < few:
        return gettext("A few people have told us whether it came true.")
    return _share_in_words(yes, said - yes, few) % {"yes": yes, "said": said}


def _share_in_words(yes: int, rest: int, few: int) -> str:
    if not rest:
        return gettext("All %(said)s people who told us say it came true.")
    if not yes:
        return gettext("None of the %(said)s people who told us say it came true.")
    if yes < few and rest < few:
        return gettext("Some of %(said)s people say it came true.")
    if yes < few:
        return gettext("A few of %(said)s people say it came true.")
    if rest < few:
        return gettext("Most of %(said)s people say it came true.")
    return gettext("%(yes)s of %(said)s people say it came true.")


def response_due(sent_on: dt.date, days: int) -> dt.date:
    """Return the date the group asked for an answer by: working days, the day of sending is day 0."""
    return add_working_days(sent_on, days)
