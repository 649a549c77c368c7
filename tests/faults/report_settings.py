"""The whole portal for killed builds: with seconds where it has minutes, and a build that may take no longer."""

from tests.faults.settings import CELERY_BEAT_SCHEDULE as QUICK_ROUNDS
from tests.faults.settings import JOB_SECONDS as QUICK_JOBS
from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS as PORTAL

INSTALLED_APPS = [*PORTAL, "tests.faults.hurry"]
CELERY_BEAT_SCHEDULE, JOB_SECONDS = QUICK_ROUNDS, QUICK_JOBS
