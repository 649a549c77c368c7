"""What needs a person today: the tasks that the apps know of, in the order of each front page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.roles import Role
from common import clock, exceptions_register, tasks_today
from common.counting import count_all
from common.dates import day
from common.kept.values import kept
from common.tasks_today import EVERYBODY, Task, overdue

# The sections of each front page, in its order; a section that is not here comes last.
ORDER = {
    Role.COORDINATOR: (
        "issues",
        "issues.parents",
        "members.to_tell",
        "answers",
        "meetings",
        "involvement",
        "expenses",
        "members",
        "publishing",
        "accounts",
    ),
    Role.INDEPENDENT_READER: ("issues", "issues.parents", "accounts"),
    Role.OFFICER: ("answers", "themes", "commitments"),
    Role.MEMBER: ("membership", "meetings", "commitments"),
    Role.PAYER: ("expenses",),
    EVERYBODY: ("issues", "expenses"),
}
READS_WHAT_IS_LATE = {Role.COORDINATOR, Role.INDEPENDENT_READER}
NOT_KEPT = "commitments.not_kept"  # over, and so not overdue


def tasks(role, user, now):
    """Return what waits for somebody in a role: one query counts it, and a source asks once for each line at most.

    The co-ordinator and an independent reader first read what is late, from the register of exceptions; no task below
    it says the same again. What is the same whoever has the role is kept until anything is written.
    """
    sources = tasks_today.sources_for(role, ORDER[role])
    own = {name: source for name, source in sources.items() if not source.is_of_day}
    lines, of_day = kept(f"dashboards.{role}", lambda: _of_day(role, now), on=clock.today(now))
    found = tasks_today.ask_each(own, count_all(tasks_today.wanted(own, user, now)), user, now) | of_day
    return [*lines, *(task for name in sources for task in found[name])]


def _of_day(role, now):
    """Return (what is late, {source: tasks}) of what asks the same of everybody with a role, all day."""
    sources = {name: one for name, one in tasks_today.sources_for(role, ORDER[role]).items() if one.is_of_day}
    late = exceptions_register.wanted_once(clock.today(now), _kinds_read_by(role))
    found = count_all({**late, **tasks_today.wanted(sources, None, now)})
    lines = [_line(name, rows) for name, rows in exceptions_register.entries_once(late, found).items() if rows]
    return lines, tasks_today.ask_each(sources, found, None, now)


def _kinds_read_by(role):
    """Return the kinds of exceptions that a role reads.

    The co-ordinator reads all but those that are another role's alone, whose holders read no others.
    """
    kinds, wanted = exceptions_register.kinds.values(), "" if role == Role.COORDINATOR else role
    return [kind.name for kind in kinds if role in READS_WHAT_IS_LATE and kind.read_by == wanted]


def _line(name, found):
    """Return the line of a kind of exception: how many, which has waited longest, and where they are."""
    kind = exceptions_register.kinds[name]
    oldest = found[0]
    words = _("%(kind)s: %(n)s") % {"kind": capfirst(str(kind.words)), "n": len(found)}
    what = {"title": oldest.title, "day": day(oldest.since)}
    text = _("%(title)s, since %(day)s") if len(found) == 1 else _("The first: %(title)s, since %(day)s")
    return Task(str(kind.listed_at) or oldest.url, words, text % what, **overdue(kind.name != NOT_KEPT))
