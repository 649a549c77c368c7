"""Kinds of evidence: what the records can prove, beside the records that prove it.

An app's `evidence.py` is read when Django starts:

    @evidence.kind("absence-reviews", _("reviews of members who missed three meetings"))
    def absence_reviews(period): return Evidence(figure=..., on=..., url=..., state=State.KEPT)

What happened is counted within the period; what stands, stands as on its last day, whatever became of it later. The
pages of the terms ask for the year up to today, a report for its own period.

A clause asks for a kind by name. So the group's terms, another group's and a national standard can be shown on the same
records, and one kind can prove several clauses.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import day as in_words
from common.periods import Period
from common.registry import Registry
from common.tones import Tone, TonedChoices

Read = TypeVar("Read")
# What the kinds of one collection share.
_readings: ContextVar[dict[Any, Any] | None] = ContextVar("readings", default=None)


class State(TonedChoices):
    """The state of a clause that asks for a kind of evidence. None is ever hidden."""

    KEPT = "kept", Tone.GOOD, _("kept")
    DUE = "due", Tone.WAIT, _("due")
    OVERDUE = "overdue", Tone.LATE, _("overdue")
    NOT_USUAL = "not usual", Tone.QUIET, _("not usual")
    NONE = "none", Tone.QUIET, _("no evidence yet")


@dataclass(frozen=True)
class Evidence:
    """A figure in words, the date it belongs to, and the page with the records behind it."""

    figure: str
    on: dt.date | None = None
    url: str = ""
    state: str = State.KEPT

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", State(self.state))  # type: ignore[call-arg]  # found by its value, not made


FoundIn = Callable[[Period], Evidence]


@dataclass(frozen=True)
class EvidenceKind:
    """What the records can prove, in words, and the function `(period) -> Evidence` that reads them."""

    name: str
    proves: str | Promise
    found_in: FoundIn


kinds: Registry[EvidenceKind] = Registry("kinds of evidence")


def kind(name: str, proves: str | Promise) -> Callable[[FoundIn], FoundIn]:
    """Register a function `(period) -> Evidence`. Raises ImproperlyConfigured for a name that another one has."""

    def register(function: FoundIn) -> FoundIn:
        kinds.add(name, EvidenceKind(name, proves, function))
        return function

    return register


def year_to(day: dt.date) -> Period:
    """Return the twelve months up to a day, and with it."""
    return Period(a_year_before(day) + clock.DAY, day)


def a_year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else dt.date(day.year - 1, 2, 28)


def within(period: Period) -> str:
    """Return "in a year" where a period is one, and otherwise its days: a figure says what it is of."""
    if period == year_to(period.end):
        return gettext("in a year")
    days = {"start": in_words(period.start), "end": in_words(period.end)}
    return gettext("from %(start)s to %(end)s") % days


def collect(period: Period, names: Iterable[str] | None = None) -> dict[str, Evidence]:
    """Return {kind: evidence} of a period, of these kinds or of all: each is read once, an unknown one left out."""
    asked = kinds if names is None else set(names) & set(kinds)
    token = _readings.set({})
    try:
        return {name: kinds[name].found_in(period) for name in kinds if name in asked}
    finally:
        _readings.reset(token)


def read_once(reading: Callable[[dt.date], Read]) -> Callable[[dt.date], Read]:
    """Return a function that shares what it reads of a day among the kinds of one collection, and else reads anew."""

    @wraps(reading)
    def read(day: dt.date) -> Read:
        found = _readings.get()
        if found is None:
            return reading(day)
        if (reading, day) not in found:
            found[reading, day] = reading(day)
        answer: Read = found[reading, day]
        return answer

    return read
