"""The backups that were made, for the administrator: their age, and when a restore was last tried."""

from django.utils.translation import gettext_lazy as _

from accounts.tables import BackupTable
from common.models import Backup
from common.pages import ListPage, StaffMixin, holders_of


class BackupList(StaffMixin, ListPage):
    permission_required = "accounts.view_backup"
    visible = holders_of("accounts.view_backup")
    queryset = Backup.objects.all()
    table_class = BackupTable
    holds_personal_data = False
    heading = _("Backups")
    lead = _(
        "One row for each backup, including those that were thinned out. Backups are made and restored on the machine "
        "itself, never from this page. A restore drill puts one into a place of its own, compares every row and file "
        "with what was saved, and throws it away. Each backup looks which of the others are still in its folder, and "
        "not at what was copied elsewhere."
    )
    empty = _("No backup has been made yet.")
