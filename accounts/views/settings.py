"""Every setting of the service as it stands today, for those who run it."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.services.settings import settings_shown
from accounts.tables import SettingTable
from common import clock
from common.pages import StaffMixin
from common.pages.lists import DownloadMixin


class SettingList(StaffMixin, DownloadMixin, TemplateView):
    """What each setting does, its default, its value today and what holds from a later day."""

    permission_required = "accounts.view_settings"
    table_class = SettingTable
    holds_personal_data = False
    template_name = "accounts/setting_list.html"
    heading = _("Settings of the service")

    def rows_of_file(self):
        return settings_shown(clock.today())

    def get_context_data(self, **kwargs):
        table = SettingTable.of(self.rows_of_file())
        if not self.request.user.has_perm("accounts.add_servicesetting"):
            table.exclude = ("do",)
        return super().get_context_data(table=table, **kwargs)
