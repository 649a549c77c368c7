"""States of the rows in this app, the moves between them, and how long is too long."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class RowFate(models.TextChoices):
    """What an import does with one row of a file."""

    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")


JOB_MOVES = {
    JobState.WAITING: {JobState.RUNNING, JobState.FAILED, JobState.CANCELLED},
    JobState.RUNNING: {JobState.WAITING, JobState.DONE, JobState.FAILED, JobState.CANCELLED},
    JobState.DONE: set(),
    JobState.FAILED: {JobState.WAITING},
    JobState.CANCELLED: {JobState.WAITING},
}

MAX_ATTEMPTS = 5
# Five attempts, each killed after one and a half times as much, end within the quarter of an hour that was promised.
MAX_JOB_SECONDS = 100
MAIL_DELAYS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))


def job_delay(attempts):
    """Return how long to wait after the `attempts`-th failure of a job: 5, 10, 20, 40 seconds."""
    return dt.timedelta(seconds=5 * 2 ** (attempts - 1))


def mail_delay(attempts):
    """Return how long to wait after the `attempts`-th refusal of a message: 1 minute, 10 minutes, 1 hour, 6 hours.

    A mail server that greylists takes a message after some minutes; one that is being mended, after some hours.
    """
    return MAIL_DELAYS[min(attempts, len(MAIL_DELAYS)) - 1]
