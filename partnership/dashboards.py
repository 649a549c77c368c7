"""What needs a person today: the tasks that the apps know of, in the order of each front page."""

from accounts.roles import Role
from common.tasks_today import EVERYBODY, tasks_for

# The sections of each front page, in its order; a section that is not here comes last.
ORDER = {
    Role.COORDINATOR: ("issues", "answers", "meetings", "members", "publishing"),
    Role.OFFICER: ("answers", "themes", "commitments"),
    Role.MEMBER: ("membership", "meetings", "commitments"),
    EVERYBODY: ("issues",),
}


def tasks(role, user, now):
    """Return what waits for somebody in a role; each source asks once for each line at most."""
    return tasks_for(role, user, now, ORDER[role])
