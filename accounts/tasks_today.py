"""What the installation asks today of its administrator."""

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, installation, outbox, tasks_today
from common.backups import is_backup_late, is_drill_late
from common.dates import day
from common.models import Backup
from common.tasks_today import Task

RECENTLY = 30 * clock.DAY


@tasks_today.needs(Role.ADMINISTRATOR, "accounts")
def emails_not_delivered(user, now):
    """How many e-mails of the last 30 days could not be delivered."""
    since = clock.start_of_day(now) - RECENTLY
    if n := outbox.undelivered().filter(created_at__gte=since).count():
        words = ngettext("%(n)s e-mail could not be delivered", "%(n)s e-mails could not be delivered", n)
        yield Task(reverse("accounts:undelivered_list"), words % {"n": n}, _("In the last 30 days"))


@tasks_today.needs(Role.ADMINISTRATOR, "accounts")
def backups_late(user, now):
    """That the newest backup is more than two days old, or that no restore was tried for three months."""
    if installation.is_sample():
        return
    page = reverse("accounts:backup_list")
    times = Backup.objects.aggregate(made=Max("made_at"), tried=Max("last_drill_at"))
    made, tried = times["made"], times["tried"]
    if is_backup_late(made, now):
        words = _("The newest is of %(day)s") % {"day": day(clock.today(made))} if made else _("There is none yet")
        yield Task(page, _("Make a backup"), words)
    elif is_drill_late(tried, now):
        words = _("The last was on %(day)s") % {"day": day(clock.today(tried))} if tried else _("None was tried yet")
        yield Task(page, _("Try restoring a backup"), words)
