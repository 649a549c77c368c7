"""Tasks for today: each app declares its own, and a front page only lays them out.

An app's `tasks_today.py` is read when Django starts:

    @tasks_today.needs(Role.COORDINATOR, "meetings")
    def public_questions(user, now): yield Task(url, _("A public question waits for an answer"))

A source asks the database once for each line at most, and keeps to what the user may see. One that names its `rows`
is handed how many there are, and not asked where there are none; the rows of a whole page are counted in one statement:

    @tasks_today.needs(Role.ADMINISTRATOR, "accounts", rows=lambda user, now: Wanted(LegalHold.objects.to_agree(user)))
    def holds_to_end(user, now, found): yield Task(url, _("%(n)s to end") % {"n": found.count})

One that asks for the same whoever has the role, and all day, is `of_day`: it is given the day alone, and a page keeps
what it says until anything is written (`common/kept/`). It reads no table that nobody watches:

    @tasks_today.of_day(Role.COORDINATOR, "publishing", rows=lambda today: Wanted(YouSaidEntry.objects.drafts()))
    def entries_to_publish(today, found): yield Task(url, _("%(n)s to publish") % {"n": found.count})
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common import clock
from common.counting import Found, Wanted, count_all
from common.dates import day
from common.evidence import State
from common.registry import Sources

EVERYBODY = "everybody"  # who is signed in, whatever their role


@dataclass(frozen=True)
class Task:
    """One line of a front page, as `components/task_list.html` shows it; `status` gives the tone of `label`.

    `due_on` is the day by which it is to be done, where there is one (`most_urgent_first`).
    """

    url: str
    title: str | Promise
    text: str | Promise = ""
    status: str = ""
    label: str | Promise = ""
    due_on: dt.date | None = None


TasksOf = Callable[..., Iterable[Task]]  # (user, now) or (today), and what was found of the rows it names
RowsOf = Callable[..., Wanted]  # (user, now) or (today)


@dataclass(frozen=True)
class Source:
    """A function that gives tasks, and the rows it is about where it names them."""

    tasks: TasksOf
    rows: RowsOf | None = None
    is_of_day: bool = False

    def given(self, user: object, now: dt.datetime) -> tuple[Any, ...]:
        """Return what its functions are given: no more than the day where it is the day's."""
        return (clock.today(now),) if self.is_of_day else (user, now)

    def ask(self, found: Found | None, *given: Any) -> list[Task]:
        """Return its tasks; none where it names rows and there are none."""
        if found is None:
            return list(self.tasks(*given))
        return list(self.tasks(*given, found)) if found.count else []


_sources: Sources[tuple[str, str], Source] = Sources()


def needs(role: str, section: str, *, rows: RowsOf | None = None) -> Callable[[TasksOf], TasksOf]:
    """Register a function `(user, now) -> tasks` for those with a role, or `EVERYBODY`; the page lays out sections.

    With `rows` it is `(user, now, found) -> tasks`.
    """
    return _registering((role, section), rows, is_of_day=False)


def of_day(role: str, section: str, *, rows: RowsOf | None = None) -> Callable[[TasksOf], TasksOf]:
    """Register a function `(today) -> tasks`, or `(today, found) -> tasks`, that says the same to all with a role."""
    return _registering((role, section), rows, is_of_day=True)


def _registering(key: tuple[str, str], rows: RowsOf | None, *, is_of_day: bool) -> Callable[[TasksOf], TasksOf]:
    def register(tasks: TasksOf) -> TasksOf:
        _sources.register(key)(Source(tasks, rows, is_of_day))
        return tasks

    return register


def sections_of(role: str) -> list[str]:
    """Return the sections that some app has tasks for, in the order of the apps."""
    return [section for whose, section in _sources if whose == role]


def sources_for(role: str, order: Iterable[str] = ()) -> dict[str, Source]:
    """Return the sources of a role by a name: those of the sections in `order`, then what nobody has laid out yet."""
    sections = dict.fromkeys([*order, *sections_of(role)])
    sources = _sources.of(*((role, section) for section in sections))
    return {f"task {place}": source for place, source in enumerate(sources)}


def wanted(sources: Mapping[str, Source], user: object, now: dt.datetime) -> dict[str, Wanted]:
    """Return the rows that sources are about, to be counted for `ask_each`, perhaps together with others."""
    return {name: source.rows(*source.given(user, now)) for name, source in sources.items() if source.rows}


def ask_each(
    sources: Mapping[str, Source], found: Mapping[str, Found], user: object, now: dt.datetime
) -> dict[str, list[Task]]:
    """Return {name: tasks} of sources."""
    return {name: source.ask(found.get(name), *source.given(user, now)) for name, source in sources.items()}


def tasks_for(role: str, user: object, now: dt.datetime) -> list[Task]:
    """Return the tasks of a role, section by section."""
    sources = sources_for(role)
    found = count_all(wanted(sources, user, now))
    return [task for tasks in ask_each(sources, found, user, now).values() for task in tasks]


def most_urgent_first(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks by the day they are due, the earliest first; those without a day follow in their order."""
    return sorted(tasks, key=lambda task: task.due_on or dt.date.max)


def to_tell(url: str, words: str, first: dt.date) -> Task:
    """Return the task of ringing or writing to those whom no e-mail reaches, since the day that has waited longest."""
    return Task(url, words, _("The first since %(day)s") % {"day": day(first)})


def overdue(is_late: bool) -> dict[str, Any]:
    """Return the status and label of a task that may be late: `Task(..., **overdue(due < today))`."""
    return {"status": State.OVERDUE, "label": State.OVERDUE.label} if is_late else {}
