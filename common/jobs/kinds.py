"""The kinds of work there are: each app registers its own in its `jobs.py`, which is read when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from common.registry import Registry
from common.rules import MAX_JOB_SECONDS

_kinds = Registry("kinds of jobs")


@dataclass(frozen=True)
class JobKind:
    """A name, the function that does the work, its queue, and how many seconds one attempt may take."""

    name: str
    work: Callable
    queue: str = "default"
    seconds: int | None = None

    @property
    def soft_limit(self):
        """Seconds after which the work is told to stop; also how long it may go without reporting progress."""
        return self.seconds or settings.JOB_SECONDS

    @property
    def hard_limit(self):
        """Seconds after which its process is killed."""
        return self.soft_limit * 3 // 2


def job_kind(name, *, queue="default", seconds=None):
    """Register `work(job, report_progress) -> write | None` as the way to do jobs of kind `name`.

    `work` runs outside any transaction. The callable that it returns runs inside one, after a check that this worker
    still holds the job, so that what it writes is written once. Raises ImproperlyConfigured for a name used twice, and
    for more seconds than five attempts can have within a quarter of an hour.
    """
    if seconds and seconds > MAX_JOB_SECONDS:
        raise ImproperlyConfigured(f"{name} may take {MAX_JOB_SECONDS} seconds at most: divide the work.")

    def register(work):
        _kinds.add(name, JobKind(name, work, queue, seconds))
        return work

    return register


def find_kind(name):
    """Return the kind, or None: a row may be older or newer than this version of the portal."""
    return _kinds.get(name)
