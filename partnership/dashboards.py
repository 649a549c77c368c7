"""What needs a person today: the tasks that the apps know of, in the order of each front page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.roles import Role
from common import clock, exceptions_register
from common.dates import day
from common.tasks_today import EVERYBODY, Task, overdue, tasks_for

# The sections of each front page, in its order; a section that is not here comes last.
ORDER = {
    Role.COORDINATOR: ("issues", "issues.parents", "answers", "meetings", "involvement", "members", "publishing"),
    Role.OFFICER: ("answers", "themes", "commitments"),
    Role.MEMBER: ("membership", "meetings", "commitments"),
    EVERYBODY: ("issues",),
}
NOT_KEPT = "commitments.not_kept"  # over, and so not overdue


def tasks(role, user, now):
    """Return what waits for somebody in a role; each source asks once for each line at most.

    The co-ordinator first reads what is late, from the register of exceptions; no task below it says the same again.
    """
    late = exceptions(clock.today(now)) if role == Role.COORDINATOR else []
    return [*late, *tasks_for(role, user, now, ORDER[role])]


def exceptions(today):
    """Return a line for each kind of exception there is: how many, which has waited longest, and where they are."""
    return [
        _line(exceptions_register.kinds[name], found)
        for name, found in exceptions_register.collect_once(today).items()
        if found
    ]


def _line(kind, found):
    oldest = found[0]
    words = _("%(kind)s: %(n)s") % {"kind": capfirst(str(kind.words)), "n": len(found)}
    what = {"title": oldest.title, "day": day(oldest.since)}
    text = _("%(title)s, since %(day)s") if len(found) == 1 else _("The first: %(title)s, since %(day)s")
    return Task(str(kind.listed_at) or oldest.url, words, text % what, **overdue(kind.name != NOT_KEPT))
