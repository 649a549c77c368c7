"""`manage.py load_terms FILE`: bring a version of the terms, or of another document, into force."""

import datetime as dt
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import clock, evidence
from common.errors import DomainError
from governance.selectors import kinds_nobody_asks_for
from governance.services.documents import load_version
from governance.services.files import read_version


def a_day(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a date like 2026-04-01.") from error


class Command(BaseCommand):
    help = (
        "Brings a version of the terms, or of another document, into force: every clause of it, or nothing. Safe to "
        "run again. The format of the file is described in docs/governance.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a version of a document, in TOML")
        parser.add_argument("--document", default="", metavar="TITLE", help="the document it belongs to")
        parser.add_argument("--in-force-on", type=a_day, metavar="DATE", help="2026-04-01")
        parser.add_argument("--kinds", action="store_true", help="list the kinds of evidence a clause may ask for")

    def handle(self, *, file, kinds, document, in_force_on, **options):
        if not (file or kinds):
            raise CommandError("Give a FILE, or --kinds.")
        if file:
            self.load(file, title=document, in_force_on=in_force_on)
        self.list_kinds(evidence.kinds.values() if kinds else kinds_nobody_asks_for(clock.today()), is_all=kinds)

    def load(self, file, **given):
        try:
            version, is_new = load_version(read_version(file.read_text(encoding="utf-8"), **given))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except DomainError as error:
            raise CommandError(f"Nothing was loaded.\n{error.message}") from error
        clauses = version.clauses.all()
        unproved = sum(not clause.evidence_kind for clause in clauses)
        self.stdout.write(
            f"{version}: {len(clauses)} clauses, {unproved} of them without a kind of evidence; in force from "
            f"{version.in_force_on}." + ("" if is_new else " It was there already.")
        )

    def list_kinds(self, kinds, *, is_all):
        """Say what the records can prove: everything, or what no clause in force asks for."""
        kinds = list(kinds)
        if kinds and not is_all:
            self.stdout.write("No clause in force asks for:")
        for kind in kinds:
            self.stdout.write(f"  {kind.name}: {kind.proves}")
