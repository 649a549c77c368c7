"""What goes in the next 30 days, by rule, for those who answer for it."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.services.settings import remembered_settings
from accounts.tables import GoingTable
from common import clock
from common.pages import StaffMixin
from common.pages.lists import DownloadMixin
from common.retention import preview

DAYS = 30


class RetentionList(StaffMixin, DownloadMixin, TemplateView):
    """Each rule, how many rows go by when, and how many a legal hold keeps; rows by reference, never by a person."""

    permission_required = "accounts.view_retention"
    table_class = GoingTable
    holds_personal_data = True
    template_name = "accounts/retention_list.html"
    heading = _("What goes in the next 30 days")

    def rows_of_file(self):
        with remembered_settings():
            return list(preview(clock.today() + DAYS * clock.DAY))

    def get_context_data(self, **kwargs):
        return super().get_context_data(table=GoingTable.of(self.rows_of_file()), **kwargs)
