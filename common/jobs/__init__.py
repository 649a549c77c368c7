"""Background work whose row is the truth: state, progress, attempts, lease. See docs/jobs.md.

@job_kind("reports.build", queue="pdf")
def build_report(job, report_progress):
    report_progress(1, 2, _("drawing charts"))
    pdf = heavy_work(job.args["report_id"])       # outside any transaction
    def write():                                  # inside one, and only if this worker still holds the job
        Build.objects.filter(job=job).update(...)
    return write

job = start_job("reports.build", {"report_id": 7}, key="reports.build:7")
"""

from common.jobs.kinds import JobKind, find_kind, job_kind
from common.jobs.running import LeaseLost, run_job
from common.jobs.services import cancel_job, retry_job, start_job, sweep
from common.jobs.words import wait_words
from common.rules import JobState

__all__ = [
    "JobKind",
    "JobState",
    "LeaseLost",
    "cancel_job",
    "find_kind",
    "job_kind",
    "retry_job",
    "run_job",
    "start_job",
    "sweep",
    "wait_words",
]
