"""What the installation asks today of its administrator."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, outbox, tasks_today
from common.tasks_today import Task

RECENTLY = 30 * clock.DAY


@tasks_today.needs(Role.ADMINISTRATOR, "accounts")
def emails_not_delivered(user, now):
    """How many e-mails of the last 30 days could not be delivered."""
    since = clock.start_of_day(now) - RECENTLY
    if n := outbox.undelivered().filter(created_at__gte=since).count():
        words = ngettext("%(n)s e-mail could not be delivered", "%(n)s e-mails could not be delivered", n)
        yield Task(reverse("accounts:undelivered_list"), words % {"n": n}, _("In the last 30 days"))
