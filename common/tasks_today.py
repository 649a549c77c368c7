"""Tasks for today: each app declares its own, and a front page only lays them out.

An app's `tasks_today.py` is read when Django starts:

    @tasks_today.needs(Role.COORDINATOR, "meetings")
    def public_questions(user, now): yield Task(url, _("A public question waits for an answer"))

A source asks the database once for each line at most, and keeps to what the user may see. One that names its `rows`
is handed how many there are, and not asked where there are none; the rows of a whole page are counted in one statement:

    @tasks_today.needs(Role.COORDINATOR, "publishing", rows=lambda user, now: Wanted(YouSaidEntry.objects.drafts()))
    def entries_to_publish(user, now, found): yield Task(url, _("%(n)s to publish") % {"n": found.count})
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.counting import Found, Wanted, count_all
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


TasksOf = Callable[..., Iterable[Task]]  # (user, now), and what was found of the rows it names
RowsOf = Callable[[Any, dt.datetime], Wanted]  # (user, now)


@dataclass(frozen=True)
class Source:
    """A function that gives tasks, and the rows it is about where it names them."""

    tasks: TasksOf
    rows: RowsOf | None = None

    def ask(self, user: object, now: dt.datetime, found: Found | None) -> Iterable[Task]:
        """Return its tasks; none where it names rows and there are none."""
        if found is None:
            return self.tasks(user, now)
        return self.tasks(user, now, found) if found.count else ()


_sources: Sources[tuple[str, str], Source] = Sources()


def needs(role: str, section: str, *, rows: RowsOf | None = None) -> Callable[[TasksOf], TasksOf]:
    """Register a function `(user, now) -> tasks` for those with a role, or `EVERYBODY`; the page lays out sections.

    With `rows` it is `(user, now, found) -> tasks`.
    """

    def register(tasks: TasksOf) -> TasksOf:
        _sources.register((role, section))(Source(tasks, rows))
        return tasks

    return register


def sections_of(role: str) -> list[str]:
    """Return the sections that some app has tasks for, in the order of the apps."""
    return [section for whose, section in _sources if whose == role]


def wanted_for(role: str, user: object, now: dt.datetime, order: Iterable[str] = ()) -> dict[str, Wanted]:
    """Return the rows that the tasks of a role are about, for `tasks_for`: a page counts them together with others."""
    return {name: source.rows(user, now) for name, source in _sources_for(role, order).items() if source.rows}


def tasks_for(
    role: str, user: object, now: dt.datetime, order: Iterable[str] = (), found: Mapping[str, Found] | None = None
) -> list[Task]:
    """Return the tasks of a role, section by section: those named in `order`, then what nobody has laid out yet.

    `found` is the count of what `wanted_for` returned; without it, that is counted here.
    """
    if found is None:
        found = count_all(wanted_for(role, user, now, order))
    sources = _sources_for(role, order)
    return [task for name, source in sources.items() for task in source.ask(user, now, found.get(name))]


def _sources_for(role: str, order: Iterable[str]) -> dict[str, Source]:
    sections = dict.fromkeys([*order, *sections_of(role)])
    sources = _sources.of(*((role, section) for section in sections))
    return {f"task {place}": source for place, source in enumerate(sources)}


def to_tell(url: str, words: str, first: dt.date) -> Task:
    """Return the task of ringing or writing to those whom no e-mail reaches, since the day that has waited longest."""
    return Task(url, words, _("The first since %(day)s") % {"day": day(first)})


def overdue(is_late: bool) -> dict[str, Any]:
    """Return the status and label of a task that may be late: `Task(..., **overdue(due < today))`."""
    return {"status": State.OVERDUE, "label": State.OVERDUE.label} if is_late else {}
