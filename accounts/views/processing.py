"""The record of processing, for those who run the service (UK GDPR, article 30)."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.tables import ProcessingTable
from common.pages import StaffMixin
from common.pages.lists import DownloadMixin
from common.processing import record_of_processing


class ProcessingRecord(StaffMixin, DownloadMixin, TemplateView):
    """What is kept of whom, why, who sees it, for how long, and what an erasure does."""

    permission_required = "accounts.view_processing"
    table_class = ProcessingTable
    holds_personal_data = False
    template_name = "accounts/processing_record.html"
    heading = _("Record of processing")

    def rows_of_file(self):
        return record_of_processing()

    def get_context_data(self, **kwargs):
        return super().get_context_data(table=ProcessingTable.of(self.rows_of_file()), **kwargs)
