"""Kinds of evidence: what the records can prove, beside the records that prove it.

An app's `evidence.py` is read when Django starts:

    @evidence.kind("absence-reviews", _("reviews of members who missed three meetings"))
    def absence_reviews(today): return Evidence(figure=..., on=..., url=..., state=State.KEPT)

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
from django.utils.translation import gettext_lazy as _

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


FoundOn = Callable[[dt.date], Evidence]


@dataclass(frozen=True)
class EvidenceKind:
    """What the records can prove, in words, and the function `(today) -> Evidence` that reads them."""

    name: str
    proves: str | Promise
    found_on: FoundOn


kinds: Registry[EvidenceKind] = Registry("kinds of evidence")


def kind(name: str, proves: str | Promise) -> Callable[[FoundOn], FoundOn]:
    """Register a function `(today) -> Evidence`. Raises ImproperlyConfigured for a name that another one has."""

    def register(function: FoundOn) -> FoundOn:
        kinds.add(name, EvidenceKind(name, proves, function))
        return function

    return register


def collect(today: dt.date, names: Iterable[str] | None = None) -> dict[str, Evidence]:
    """Return {kind: evidence} on a day, of these kinds or of all: each is read once, one nobody knows is left out."""
    asked = kinds if names is None else set(names) & set(kinds)
    token = _readings.set({})
    try:
        return {name: kinds[name].found_on(today) for name in kinds if name in asked}
    finally:
        _readings.reset(token)


def read_once(reading: Callable[[], Read]) -> Callable[[], Read]:
    """Return a function that shares what it reads among the kinds of one collection; outside of one it reads anew."""

    @wraps(reading)
    def read() -> Read:
        found = _readings.get()
        if found is None:
            return reading()
        if reading not in found:
            found[reading] = reading()
        answer: Read = found[reading]
        return answer

    return read
