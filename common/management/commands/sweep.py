"""Restart stalled jobs and delete files that nothing points at, once; beat does it every 15 seconds and every hour."""

from django.core.management.base import BaseCommand

from common import jobs
from common.backups.drills import sweep_drill
from common.documents import sweep_files


class Command(BaseCommand):
    help = "Send again every job that has stood still for a minute, and delete files left behind. Safe to run twice."

    def handle(self, **options):
        self.stdout.write(f"{jobs.sweep()} jobs brought back")
        swept = sweep_files()
        self.stdout.write(f"{swept.documents} documents deleted that nothing pointed at")
        self.stdout.write(f"{swept.files} files deleted that no document pointed at")
        self.stdout.write(f"{swept.uploads} unfinished uploads deleted")
        self.stdout.write(f"{int(sweep_drill())} restore drills that were killed cleared away")
