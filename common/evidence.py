"""Evidence that a clause of the terms is kept: each app proves its own clauses, beside the records that prove them.

An app's `evidence.py` is read when Django starts:

    @evidence.clause("M11")
    def absence_reviews(today): return Evidence(figure=..., on=..., url=..., state=State.KEPT)
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from common.tones import Tone, TonedChoices

_clauses = {}


class State(TonedChoices):
    """How a clause stands. None is ever hidden."""

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

    def __post_init__(self):
        object.__setattr__(self, "state", State(self.state))


def clause(identifier):
    """Register a function `(today) -> Evidence` for a clause. Raises ImproperlyConfigured if it has one already."""

    def register(function):
        if _clauses.setdefault(identifier, function) is not function:
            raise ImproperlyConfigured(f"Clause {identifier} has two sources of evidence.")
        return function

    return register


def collect(today):
    """Return the evidence there is on a day, by clause; each source is asked once."""
    return {identifier: function(today) for identifier, function in _clauses.items()}
