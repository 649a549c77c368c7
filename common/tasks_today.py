"""Tasks for today: each app declares its own, and a front page only lays them out.

An app's `tasks_today.py` is read when Django starts:

    @tasks_today.needs(Role.COORDINATOR, "meetings")
    def public_questions(user, now): yield Task(url, _("A public question waits for an answer"))

A source asks the database once for each line at most, and keeps to what the user may see.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.dates import day
from common.evidence import State
from common.registry import Sources

EVERYBODY = "everybody"  # who is signed in, whatever their role


@dataclass(frozen=True)
class Task:
    """One line of a front page, as `components/task_list.html` shows it; `status` gives the tone of `label`."""

    url: str
    title: str | Promise
    text: str | Promise = ""
    status: str = ""
    label: str | Promise = ""


TasksOf = Callable[[Any, dt.datetime], Iterable[Task]]  # (user, now)
_sources: Sources[tuple[str, str], TasksOf] = Sources()


def needs(role: str, section: str) -> Callable[[TasksOf], TasksOf]:
    """Register a function `(user, now) -> tasks` for those with a role, or `EVERYBODY`; the page lays out sections."""
    return _sources.register((role, section))


def sections_of(role: str) -> list[str]:
    """Return the sections that some app has tasks for, in the order of the apps."""
    return [section for whose, section in _sources if whose == role]


def tasks_for(role: str, user: object, now: dt.datetime, order: Iterable[str] = ()) -> list[Task]:
    """Return the tasks of a role, section by section: those named in `order`, then what nobody has laid out yet."""
    sections = dict.fromkeys([*order, *sections_of(role)])
    functions = _sources.of(*((role, section) for section in sections))
    return [task for function in functions for task in function(user, now)]


def to_tell(url: str, words: str, first: dt.date) -> Task:
    """Return the task of ringing or writing to those whom no e-mail reaches, since the day that has waited longest."""
    return Task(url, words, _("The first since %(day)s") % {"day": day(first)})


def overdue(is_late: bool) -> dict[str, Any]:
    """Return the status and label of a task that may be late: `Task(..., **overdue(due < today))`."""
    return {"status": State.OVERDUE, "label": State.OVERDUE.label} if is_late else {}
