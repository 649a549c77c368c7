"""`manage.py check_marks`: how well the marks find what shows who somebody is, in texts that others labelled."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.marks import measuring
from partnership.sample.words_issues import LABELLED

SETS = Path(measuring.__file__).parent / "labelled"
# The half that may be looked at, and the one that is not read while the marks are worked on.
HALVES = ("open", "sealed")


class Command(BaseCommand):
    help = "Print recall and false marks in the labelled texts; exit 1 where a goal is missed."

    def add_arguments(self, parser):
        parser.add_argument("--only", choices=[*HALVES, "sample"], help="one set; what it missed is listed")

    def handle(self, *, only, **options):
        contents = {name: (SETS / f"{name}.txt").read_text(encoding="utf-8") for name in HALVES if only in {None, name}}
        if only in {None, "sample"}:
            contents["sample"] = LABELLED
        this_year = clock.today().year
        scores = {name: measuring.score_of(content, this_year=this_year) for name, content in contents.items()}
        for name, score in scores.items():
            self.stdout.write("\n".join(lines_of(name, score, lists=only is not None and only != "sealed")))
        if bad := [name for name, score in scores.items() if not score.is_good]:
            raise CommandError(f"Below the goals: {', '.join(bad)}.")


def lines_of(name, score, *, lists):
    """Yield what is said of one set; what was missed only where it may be read."""
    yield f"{name}: {score.texts} texts, {score.words} words"
    recall = f"{score.recall:.1%}; goal {measuring.RECALL_GOAL:.0%}"
    yield f"  found {score.found.total()} of {score.labelled.total()} ({recall})"
    for kind, total in sorted(score.labelled.items()):
        yield f"    {kind}: {score.found[kind]} of {total}"
    in_forty = f"{score.false_in_forty:.2f} in {measuring.WORDS_A_FALSE_MARK} words; goal at most 1"
    yield f"  false marks: {score.false_marks} ({in_forty})"
    if lists:
        yield from (f"  missed {one}" for one in score.missed)
        yield from (f"  false {one}" for one in score.wrong)
