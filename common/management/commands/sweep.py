"""Restart stalled jobs, once; beat does the same every 15 seconds."""

from django.core.management.base import BaseCommand

from common.jobs import sweep


class Command(BaseCommand):
    help = "Send again every job that has stood still for a minute. Safe to run twice."

    def handle(self, **options):
        self.stdout.write(f"{sweep()} jobs brought back")
