"""The Celery app: `celery -A partnership worker`, `celery -A partnership beat`. How to run them: docs/jobs.md."""

import os
from functools import cached_property

from celery import Celery

from partnership.start_check import check_program

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")


class PortalCelery(Celery):
    """Begins neither worker nor beat where the start is refused; a signal could not stop them, for Celery goes on."""

    @cached_property
    def Worker(self):  # noqa: N802 - Celery's own name
        check_program()
        return super().Worker

    @cached_property
    def Beat(self):  # noqa: N802 - Celery's own name
        check_program()
        return super().Beat


app = PortalCelery("partnership")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
