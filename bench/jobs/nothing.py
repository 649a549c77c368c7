"""A kind of job that does nothing."""

from common.jobs import job_kind

NOTHING = "bench.nothing"


@job_kind(NOTHING)
def do_nothing(_job, _report_progress):
    """Leave all to what is done around a job."""
