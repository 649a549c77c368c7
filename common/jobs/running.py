"""What a worker does with a job: take the lease, work, and write the result once."""

import logging
import uuid

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from common import clock
from common.errors import DomainError
from common.jobs.kinds import find_kind
from common.jobs.services import close_job, standstill
from common.models import Job
from common.rules import MAX_ATTEMPTS, JobState, job_delay

logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The job was cancelled, or given to another worker: what this one still does no longer counts."""


def run_job(job_id):
    """Do one attempt of a job, if it is waiting; return whether this call had it.

    Of two workers that were sent the same job one gets it and the other nothing, by one conditional UPDATE.
    """
    lease = take_lease(job_id)
    if lease is None:
        return False
    with lease:
        kind = find_kind(lease.job.kind)
        if kind is None:
            raise DomainError(_("This version of the portal does not know how to do this."))
        lease.finish(kind.work(lease.job, lease.report_progress))
    return True


def take_lease(job_id):
    """Return the lease of a waiting job, or None if there is none to have."""
    job = Job.objects.filter(pk=job_id, state=JobState.WAITING).first()
    if job is None:
        return None
    now, job.lease = clock.now(), uuid.uuid4().hex
    taken = Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.RUNNING,
        lease=job.lease,
        attempts=F("attempts") + 1,
        progress=0,
        step="",
        started_at=Coalesce("started_at", now),
        heartbeat_at=now,
        look_again_at=now + standstill(job.kind),
    )
    if not taken:
        return None
    job.state = JobState.RUNNING
    return Lease(job)


class Lease:
    """The right of one worker to do one attempt of a job and to write its result.

    As a context manager it writes down whatever the work raises: a rule that says no fails the job at once, anything
    else is tried again later, five times in all.
    """

    def __init__(self, job):
        self.job = job
        self._mine = Job.objects.filter(pk=job.pk, lease=job.lease, state=JobState.RUNNING)

    def renew(self, **fields):
        """Show a sign of life. Raises LeaseLost if this worker does not hold the job any more."""
        now = clock.now()
        if not self._mine.update(heartbeat_at=now, look_again_at=now + standstill(self.job.kind), **fields):
            raise LeaseLost(str(self.job))

    def report_progress(self, step, steps, words=""):
        """Say that step `step` of `steps` begins. Call it outside a transaction, at least once a minute."""
        text = _("Step %(step)s of %(steps)s") % {"step": step, "steps": steps}
        text = f"{text}: {words}" if words else text
        self.renew(progress=100 * (step - 1) // steps, step=text[:120])

    def finish(self, write=None):
        """Call `write` and close the job, in one transaction that begins by locking the job's row.

        A worker that was too slow finds the row in other hands, and writes nothing.
        """
        with transaction.atomic():
            job = self._mine.select_for_update().first()
            if job is None:
                raise LeaseLost(str(self.job))
            if write:
                write()
            close_job(job, JobState.DONE, clock.now(), progress=100, step="")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _traceback):
        if error is None or isinstance(error, LeaseLost):
            return True
        if not isinstance(error, Exception):
            return False  # the worker is being stopped: the sweeper brings the job back
        self._write_down(error)
        return True

    @transaction.atomic
    def _write_down(self, error):
        job = self._mine.select_for_update().first()
        if job is None:
            return
        details = {"error": in_short(error), "reason": reason_words(error)[:300]}
        logger.warning("job %s (%s), attempt %s", job.pk, job.kind, job.attempts, exc_info=error)
        if isinstance(error, DomainError) or job.attempts >= MAX_ATTEMPTS:
            close_job(job, JobState.FAILED, clock.now(), **details)
            return
        now = clock.now()
        again = job.created_at if job.is_date_only else now + job_delay(job.attempts)
        self._mine.update(state=JobState.WAITING, lease="", look_again_at=again, **details)


def reason_words(error):
    """Return why an attempt failed, in words for everyone."""
    if isinstance(error, DomainError):
        return str(error.message)
    if isinstance(error, SoftTimeLimitExceeded):
        return _("It took too long.")
    if isinstance(error, MemoryError):
        return _("It needed more memory than is available.")
    return _("Something went wrong that we did not expect. The people who run this portal can see the details.")


def in_short(error):
    """Return an exception as one line for engineers; a database puts the row's values on the lines after it."""
    return f"{type(error).__name__}: {error}".partition("\n")[0][:500]
