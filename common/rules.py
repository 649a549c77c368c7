"""States of the rows in this app, the moves between them, and how long is too long."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from common.tones import Tone, TonedChoices


class MessageState(TonedChoices):
    WAITING = "waiting", Tone.WAIT, _("waiting")
    SENT = "sent", Tone.GOOD, _("sent")
    FAILED = "failed", Tone.LATE, _("failed")


class ToldHow(models.TextChoices):
    """How somebody was told whom no e-mail reaches."""

    TELEPHONE = "telephone", _("by telephone")
    LETTER = "letter", _("by letter")
    IN_PERSON = "in_person", _("in person")


class JobState(TonedChoices):
    WAITING = "waiting", Tone.WAIT, _("waiting")
    RUNNING = "running", Tone.WAIT, _("running")
    DONE = "done", Tone.GOOD, _("done")
    FAILED = "failed", Tone.LATE, _("failed")
    CANCELLED = "cancelled", Tone.QUIET, _("cancelled")


class RowFate(TonedChoices):
    """The result of importing one row of a file."""

    CREATED = "created", Tone.GOOD, _("created")
    CHANGED = "changed", Tone.GOOD, _("changed")
    UNCHANGED = "unchanged", Tone.QUIET, _("unchanged")
    REFUSED = "refused", Tone.LATE, _("refused")


class Why(models.TextChoices):
    """Why a row of the chain was changed or removed, for everybody to read."""

    TAKEN_OUT = "taken_out", _("words were taken out")
    ERASED = "erased", _("personal data were erased")
    LET_GO = "let_go", _("the time to keep it was over")
    REMOVED = "removed", _("removed before it was published")
    FILE_ERASED = "file_erased", _("the file was erased")
    REPLACED = "replaced", _("replaced before it applied")


JOB_MOVES = {
    JobState.WAITING: {JobState.RUNNING, JobState.FAILED, JobState.CANCELLED},
    JobState.RUNNING: {JobState.WAITING, JobState.DONE, JobState.FAILED, JobState.CANCELLED},
    JobState.DONE: set(),
    JobState.FAILED: {JobState.WAITING},
    JobState.CANCELLED: {JobState.WAITING},
}

# A file or a row of one that nothing points at is swept when it is this old: by then whoever was writing it has ended.
LEFT_BEHIND_AFTER = dt.timedelta(hours=24)

MAX_ATTEMPTS = 5
# Five attempts, each killed after one and a half times as much, end within the quarter of an hour that was promised.
MAX_JOB_SECONDS = 100
MAIL_DELAYS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))


def is_left_behind(since: dt.datetime, now: dt.datetime) -> bool:
    """Say whether a file that nothing points at has lain there for so long that nobody is about to point at it."""
    return since <= now - LEFT_BEHIND_AFTER


def job_delay(attempts: int) -> dt.timedelta:
    """Return how long to wait after the `attempts`-th failure of a job: 5, 10, 20, 40 seconds."""
    return dt.timedelta(seconds=5 * 2 ** (attempts - 1))


def mail_delay(attempts: int) -> dt.timedelta:
    """Return how long to wait after the `attempts`-th refusal of a message: 1 minute, 10 minutes, 1 hour, 6 hours.

    A mail server that greylists takes a message after some minutes; one that is being mended, after some hours.
    """
    return MAIL_DELAYS[min(attempts, len(MAIL_DELAYS)) - 1]


def check_told_on(told_on: dt.date, since: dt.date, until: dt.date) -> None:
    """Raise DomainError for a day on which nobody can have been told: before there was news, or after its last day."""
    if told_on < since:
        raise DomainError(_("On that day there was nothing to tell them yet."), field="told_on")
    if told_on > until:
        raise DomainError(
            _("Give a day that is not after today, nor after the day the news is about."), field="told_on"
        )
