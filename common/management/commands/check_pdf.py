"""`manage.py check_pdf FILE…`: the accessibility checks of `common.pdf_checks`, for people and for the build server."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import pdf_checks


class Command(BaseCommand):
    help = "Check PDFs for accessibility (PDF/UA-1, PDF/A-3a, and our own rules). Ends with 1 where one fails."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)

    def handle(self, *args, files, **options):
        sound = [self._is_sound(path) for path in files]
        if not all(sound):
            sys.exit(1)

    def _is_sound(self, path):
        """Print what is wrong with one file, and say whether nothing is."""
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        problems = pdf_checks.check(path)
        about = "" if problems and "opened" in problems[0] else pdf_checks.summary(path)
        self.stdout.write(f"{'FAIL' if problems else 'pass'} {path}: {about}")
        for problem in problems:
            self.stdout.write(f"     {problem}")
        return not problems
