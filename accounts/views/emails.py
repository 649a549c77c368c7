"""Every e-mail the portal sends, for the co-ordinator: when, to whom, and what it says."""

from django.views.generic import TemplateView

from common.emails.examples import shown_by_group
from common.pages import StaffMixin


class EmailList(StaffMixin, TemplateView):
    permission_required = "accounts.view_emails"
    template_name = "accounts/email_list.html"
    extra_context = {"groups": shown_by_group}
