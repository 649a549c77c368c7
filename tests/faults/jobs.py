"""Work for the workers that are killed."""

import os
import signal
import time

from common.jobs import job_kind
from tests.faults.models import Write


@job_kind("faults.write", queue="pdf")
def write_after_a_pause(job, report_progress):
    report_progress(1, 2, "pausing")
    time.sleep(job.args["pause"])
    report_progress(2, 2, "writing")
    return lambda: Write.objects.create(job_number=job.pk)


@job_kind("faults.poison", queue="pdf")
def kill_the_worker(job, report_progress):
    os.kill(os.getpid(), signal.SIGKILL)


@job_kind("faults.endless", queue="pdf")
def stand_still(job, report_progress):
    while True:
        time.sleep(0.1)
