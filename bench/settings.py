"""The portal's settings as they are served, but that whoever measures says whether pages are kept."""

import os

from partnership.settings import *  # noqa: F403
from partnership.settings import CELERY_IMPORTS as OURS

KEEPS_PAGES = os.environ.get("BENCH_KEEPS_PAGES") == "true"
# A kind of job that does nothing, for the job that measures how soon one starts.
CELERY_IMPORTS = [*OURS, "bench.jobs.nothing"]
