"""Starting, cancelling, retrying and restarting jobs."""

import datetime as dt
import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common import clock
from common.broker import send_after_commit
from common.errors import DomainError
from common.jobs.kinds import find_kind
from common.models import UNFINISHED, Job
from common.rules import JOB_MOVES, MAX_ATTEMPTS, JobState
from common.transitions import Transitions

logger = logging.getLogger(__name__)
SWEEP_SIZE = 500
AFRESH = {"finished_at": None, "attempts": 0, "progress": 0, "step": "", "reason": "", "error": ""}
JOB = Transitions(JOB_MOVES, status_field="state", taken_back={JobState.WAITING: AFRESH})


def start_job(kind, args=None, key=None, *, is_date_only=False, now=None):
    """Write a job with the change that asks for it, and send it to a worker once that is committed.

    `args` is plain JSON: ids, never a text or a name. While a job with the same `key` is unfinished, that one is
    returned instead. `is_date_only` is for work that an anonymous person caused: no time of day stays on the row.
    Raises LookupError for a kind that no app has registered.
    """
    if find_kind(kind) is None:
        raise LookupError(f"No job kind is called {kind}.")
    now = now or clock.now()
    moment = clock.start_of_day(now) if is_date_only else now
    job = Job(kind=kind, args=args or {}, key=key, is_date_only=is_date_only, created_at=moment)
    job.look_again_at = _look_again(job, now)
    return _existing(key) or _insert(job)


def _existing(key):
    return Job.objects.filter(UNFINISHED, key=key).first() if key else None


def _insert(job):
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        existing = _existing(job.key)
        if existing is None:
            raise
        return existing  # somebody else was quicker
    _send(job)
    return job


def standstill(kind_name):
    """Return how long a job of this kind may go without a heartbeat."""
    kind = find_kind(kind_name)
    return dt.timedelta(seconds=kind.soft_limit if kind else settings.JOB_SECONDS)


def _look_again(job, now):
    return (job.created_at if job.is_date_only else now) + standstill(job.kind)


def _send(job):
    kind = find_kind(job.kind)
    options = {"queue": kind.queue, "soft_time_limit": kind.soft_limit, "time_limit": kind.hard_limit} if kind else {}
    send_after_commit("common.run_job", job.pk, **options)


@transaction.atomic
def cancel_job(job, *, now=None):
    """Stop a job that is not finished; work that is under way ends at its next report of progress."""
    return close_job(job, JobState.CANCELLED, now or clock.now())


@transaction.atomic
def retry_job(job, *, now=None):
    """Give a failed or cancelled job five new attempts. Raises DomainError while another with its key is under way."""
    now = now or clock.now()
    JOB.ready(job, JobState.WAITING)
    if _existing(job.key):
        raise DomainError(_("This is already being done."))
    JOB.move(job, JobState.WAITING, look_again_at=_look_again(job, now))
    _send(job)
    return job


def close_job(job, state, now, **fields):
    """Write a final state onto a job's row, and return it; a date-only row loses every time of day."""
    fields |= {"finished_at": now, "lease": ""}
    if job.is_date_only:
        day = clock.start_of_day(now)
        fields |= {"started_at": None, "heartbeat_at": None, "finished_at": day, "look_again_at": day}
    return JOB.move(job, state, **fields)


def sweep(now=None):
    """Restart every stalled job: sent but never started, or started and not heard of since.

    A job stalled on its fifth attempt has failed. Safe to run twice or at the same time; returns how many it moved.
    """
    now = now or clock.now()
    stale = (
        Job.objects.filter(UNFINISHED, look_again_at__lte=now).order_by("look_again_at").values_list("pk", flat=True)
    )
    return sum(_bring_back(pk, now) for pk in stale[:SWEEP_SIZE])


@transaction.atomic
def _bring_back(pk, now):
    unlocked = Job.objects.select_for_update(skip_locked=True)
    job = unlocked.filter(UNFINISHED, pk=pk, look_again_at__lte=now).first()
    if job is None:
        return False
    if job.state == JobState.RUNNING and job.attempts >= MAX_ATTEMPTS:
        words = _("The work stopped %(count)s times before it finished. It may be too big.") % {"count": job.attempts}
        close_job(job, JobState.FAILED, now, reason=words, error="no sign of life before the lease ran out")
        logger.error("job %s (%s) failed: it stood still %s times", job.pk, job.kind, job.attempts)
        return True
    job.state, job.lease, job.look_again_at = JobState.WAITING, "", _look_again(job, now)
    job.save(update_fields=["state", "lease", "look_again_at"])
    _send(job)
    return True
