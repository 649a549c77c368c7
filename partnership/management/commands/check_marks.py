"""`manage.py check_marks`: how well the marks find what shows who somebody is, in texts that others labelled."""

import math
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.marks import measuring
from partnership.sample.words_issues import LABELLED

SETS = Path(measuring.__file__).parent / "labelled"
# The texts that may be looked at, those written to try the marks out, and those not read while the marks are worked on.
FILES = ("open", "development", "sealed")
SEALED = "sealed"
ABSENT = "sealed: no file common/marks/labelled/sealed.txt, so nothing was measured that the marks had never seen"


class Command(BaseCommand):
    help = "Print recall and false marks in the labelled texts; exit 1 where a goal is missed."

    def add_arguments(self, parser):
        parser.add_argument("--only", choices=[*FILES, "sample"], help="one set; what it missed is listed")

    def handle(self, *, only, **options):
        this_year = clock.today().year
        contents = {name: content for name, content in contents_of_sets().items() if only in {None, name}}
        scores = {name: measuring.score_of(content, this_year=this_year) for name, content in contents.items()}
        if only is None:
            scores["all"] = measuring.sum_of(scores.values())
        for name, score in scores.items():
            self.stdout.write("\n".join(lines_of(name, score, lists=only is not None and only != SEALED)))
        if only in {None, SEALED} and SEALED not in scores:
            self.stdout.write(ABSENT)
        if bad := [name for name, score in scores.items() if not score.is_good]:
            raise CommandError(f"Below the goals: {', '.join(bad)}.")


def contents_of_sets():
    """Return the labelled texts of each set that is there."""
    files = {name: SETS / f"{name}.txt" for name in FILES}
    contents = {name: file.read_text(encoding="utf-8") for name, file in files.items() if file.exists()}
    return {**contents, "sample": LABELLED}


def lines_of(name, score, *, lists):
    """Yield what is said of one set; what was missed only where it may be read."""
    yield f"{name}: {score.texts} texts, {score.words} words"
    share = math.floor(score.recall * 1000) / 10  # never rounded up to a goal that was missed
    recall = f"{share:.1f}%; goal {measuring.RECALL_GOAL:.0%}"
    yield f"  found {score.found.total()} of {score.labelled.total()} ({recall})"
    for kind, total in sorted(score.labelled.items()):
        yield f"    {kind}: {score.found[kind]} of {total}"
    in_forty = f"{score.false_in_forty:.2f} in {measuring.WORDS_A_FALSE_MARK} words; goal at most 1"
    yield f"  false marks: {score.false_marks} ({in_forty})"
    if lists:
        yield from (f"  missed {one}" for one in score.missed)
        yield from (f"  false {one}" for one in score.wrong)
