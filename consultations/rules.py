"""States, kinds of question and deadlines of consultations (promises V1 to V4)."""

import datetime as dt
import enum
import re
from collections.abc import Iterable, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.tones import Tone, TonedChoices

DRAFT_DAYS = 1
NUMBER_LIMIT = 10**8


class ConsultationStatus(TonedChoices):
    DRAFT = "draft", Tone.WAIT, _("draft")
    OPEN = "open", Tone.WAIT, _("open")
    PAUSED = "paused", Tone.QUIET, _("paused")
    CLOSED = "closed", Tone.GOOD, _("closed")
    FEEDBACK = "feedback", Tone.WAIT, _("feedback")
    CONCLUDED = "concluded", Tone.GOOD, _("concluded")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")


C = ConsultationStatus
CONSULTATION_MOVES = {
    C.DRAFT: {C.OPEN, C.WITHDRAWN},
    C.OPEN: {C.PAUSED, C.CLOSED, C.WITHDRAWN},
    C.PAUSED: {C.OPEN, C.CLOSED, C.WITHDRAWN},
    C.CLOSED: {C.FEEDBACK, C.WITHDRAWN},
    C.FEEDBACK: {C.CONCLUDED, C.WITHDRAWN},
    C.CONCLUDED: set(),
    C.WITHDRAWN: set(),
}
RUNNING = frozenset({C.OPEN, C.PAUSED})
ENTERING = RUNNING | {C.CLOSED}  # what arrived on paper is entered, and taken out where it was a mistake
SORTING = ENTERING  # answers go into themes as they are read; published counts are corrected instead
ANSWERING = frozenset({C.FEEDBACK})  # the themes that have no answer yet
ANSWERED = ANSWERING | {C.CONCLUDED}  # an answer that was posted can be replaced
PLANNING = ENTERING | {C.FEEDBACK}  # the decision is still to come, so its day can be moved
ANALYSING = PLANNING - {C.PAUSED}


class Purpose(models.TextChoices):
    IMPROVE = "improve", _("improve an existing service")
    SPREAD = "spread", _("spread good practice")
    CHANGE = "change", _("a planned change")


class PlannedDay(models.TextChoices):
    """A day that people were told of, and that can be moved while they read it."""

    CLOSING = "closing", _("closing date")
    DECISION = "decision", _("decision date")


class Level(models.TextChoices):
    """The four levels of involvement, named on every activity (V3)."""

    INFORMATION = "information", _("information")
    CONSULTATION = "consultation", _("consultation")
    PARTICIPATION = "participation", _("participation")
    CO_PRODUCTION = "co_production", _("co-production")


class QuestionKind(models.TextChoices):
    ONE = "one", _("one choice")
    SEVERAL = "several", _("several choices")
    SCALE = "scale", _("scale")
    SHORT = "short", _("short text")
    LONG = "long", _("long text")
    NUMBER = "number", _("number")


CHOICE_KINDS = frozenset({QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE})
TEXT_KINDS = frozenset({QuestionKind.SHORT, QuestionKind.LONG})
NUMBER_KINDS = frozenset({QuestionKind.NUMBER})


class Door(enum.StrEnum):
    """Whether answers from the web form come in at a moment."""

    BEFORE = "before"
    OPEN = "open"
    PAUSED = "paused"
    AFTER = "after"


def answers_due(closed_on: dt.date, weeks: int) -> dt.date:
    """Return the date every theme is to be answered by, weeks after closing (V1)."""
    return closed_on + dt.timedelta(weeks=weeks)


def days_open(opens_on: dt.date, closes_on: dt.date) -> int:
    """Return on how many days people can answer, the first and the last among them."""
    return (closes_on - opens_on).days + 1


def is_short(days: int, weeks: int) -> bool:
    """Say whether so many days are less than the weeks for which a consultation is open without a reason."""
    return days < 7 * weeks


def start_of_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def is_in_time(arrived_at: dt.datetime, closes_at: dt.datetime) -> bool:
    """Say whether a response arrived in time: the closing minute is still open to its end."""
    return start_of_minute(arrived_at) <= start_of_minute(closes_at)


def door_at(status: str, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> Door:
    """Return whether a consultation takes answers at a moment, even before beat has closed it."""
    if status == C.DRAFT:
        return Door.BEFORE
    if status not in RUNNING or not is_in_time(now, closes_at):
        return Door.AFTER
    if status == C.PAUSED:
        return Door.PAUSED
    return Door.BEFORE if now < opens_at else Door.OPEN


def percent(count: int, base: int) -> int:
    """Return a whole percentage, halves rounded up; 0 where there is no base."""
    return (200 * count + base) // (2 * base) if base else 0


def hidden_rows(cells: Sequence[Sequence[int]], small_number: int) -> set[int]:
    """Return which rows of a table (choices by group) must not be published by group (SAFETY, promise 9).

    Totals of rows and columns are public, so a hidden cell needs a second one. In the order of their totals, rows are
    hidden from the smallest up to the last that holds a cell under the small number, and on until at least two are
    hidden and what is hidden in each group comes to the small number; a table that cannot be saved so is hidden whole.
    To hide only the rows that need it would tell, by the rows left out, which ones those are. A row nobody chose is no
    secret and hides nothing.
    """
    order = sorted((place for place, row in enumerate(cells) if any(row)), key=lambda place: sum(cells[place]))
    small = [at for at, place in enumerate(order) if min(cells[place]) < small_number]
    if not small:
        return set()
    hidden = max(small) + 1
    while hidden < len(order) and not _is_covered([cells[place] for place in order[:hidden]], small_number):
        hidden += 1
    return set(order[:hidden])


def _is_covered(rows: Sequence[Sequence[int]], small_number: int) -> bool:
    return len(rows) > 1 and min(map(sum, zip(*rows, strict=True))) >= small_number


# Words in the name of a kind of respondent that stand for anybody.
ANYBODY = frozenset({"anybody", "anyone", "else", "other", "others", "people", "person", "somebody", "someone", "with"})


def is_for_some(text: str, help_text: str, kinds: Iterable[str]) -> bool:
    """Say whether a question is for some kinds of respondent only, as it says itself: "For parents and carers."

    `kinds` are the names of all kinds. Who answered such a question, and who left it, tells who they are.
    """
    words = {word for name in kinds for word in re.findall(r"\w{4,}", name.lower())} - ANYBODY
    if not words:
        return False
    named = "|".join(re.escape(word.removesuffix("ies").removesuffix("s")) for word in sorted(words))
    people = rf"\b(?:{named})"
    is_hinted = rf"\b(?:for|only|just|if you(?:[’']re| are)?|unless you(?:[’']re| are)?)\b(?! your\b)[^.?!]*?{people}"
    is_said = rf"^\W*(?:(?:only |just )?for|if you(?:[’']re| are)?)\b(?! your\b)[^.?!]*?{people}"
    is_only = rf"\bonly (?:for )?{people}|{people}[^.?!]{{0,30}}\bonly\b"
    in_help = rf"^\W*{people}|{is_hinted}|{is_only}"
    return bool(re.search(rf"{is_said}|{is_only}", text, re.I) or re.search(in_help, help_text, re.I))
