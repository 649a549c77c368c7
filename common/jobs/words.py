"""The words of the progress page about a job."""

from django.utils.translation import gettext as _

from common.rules import MAX_ATTEMPTS, JobState


def wait_words(job):
    """Return a job's progress in words, such as "Step 2 of 4: drawing charts"."""
    match job.state:
        case JobState.DONE:
            return _("It is ready.")
        case JobState.FAILED:
            return _("This could not be done. %(reason)s") % {"reason": job.reason}
        case JobState.CANCELLED:
            return _("This was cancelled.")
        case JobState.RUNNING:
            return job.step or _("It has started.")
    if job.attempts:
        return _("It has not worked yet. Attempt %(number)s of %(count)s will start soon.") % {
            "number": job.attempts + 1,
            "count": MAX_ATTEMPTS,
        }
    return _("It is waiting to start.")
