"""The portal's settings as they are served, but that whoever measures says whether pages are kept."""

import os

from partnership.settings import *  # noqa: F403

KEEPS_PAGES = os.environ.get("BENCH_KEEPS_PAGES") == "true"
