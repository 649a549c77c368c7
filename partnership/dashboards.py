"""What needs a person today: the tasks that the apps know of, in the order of each front page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.roles import Role
from common import clock, exceptions_register
from common.dates import day
from common.tasks_today import EVERYBODY, Task, overdue, tasks_for

# The sections of each front page, in its order; a section that is not here comes last.
ORDER = {
    Role.COORDINATOR: (
        "issues",
        "issues.parents",
        "members.to_tell",
        "answers",
        "meetings",
        "involvement",
        "members",
        "publishing",
        "accounts",
    ),
    Role.INDEPENDENT_READER: ("issues", "issues.parents", "accounts"),
    Role.OFFICER: ("answers", "themes", "commitments"),
    Role.MEMBER: ("membership", "meetings", "commitments"),
    EVERYBODY: ("issues",),
}
READS_WHAT_IS_LATE = {Role.COORDINATOR, Role.INDEPENDENT_READER}
NOT_KEPT = "commitments.not_kept"  # over, and so not overdue


def tasks(role, user, now):
    """Return what waits for somebody in a role; each source asks once for each line at most.

    The co-ordinator and an independent reader first read what is late, from the register of exceptions; no task below
    it says the same again.
    """
    late = exceptions(clock.today(now), role) if role in READS_WHAT_IS_LATE else []
    return [*late, *tasks_for(role, user, now, ORDER[role])]


def exceptions(today, role=Role.COORDINATOR):
    """Return a line for each kind of exception there is: how many, which has waited longest, and where they are.

    The co-ordinator reads all but those that are another role's alone, whose holders read no others.
    """
    kinds, wanted = exceptions_register.kinds, "" if role == Role.COORDINATOR else role
    names = [kind.name for kind in kinds.values() if kind.read_by == wanted]
    return [_line(kinds[name], rows) for name, rows in exceptions_register.collect_once(today, names).items() if rows]


def _line(kind, found):
    oldest = found[0]
    words = _("%(kind)s: %(n)s") % {"kind": capfirst(str(kind.words)), "n": len(found)}
    what = {"title": oldest.title, "day": day(oldest.since)}
    text = _("%(title)s, since %(day)s") if len(found) == 1 else _("The first: %(title)s, since %(day)s")
    return Task(str(kind.listed_at) or oldest.url, words, text % what, **overdue(kind.name != NOT_KEPT))
