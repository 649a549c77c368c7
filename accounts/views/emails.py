"""Every e-mail the portal sends, for the co-ordinator, and those that could not be delivered, for the administrator."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.tables import UndeliveredTable
from common.emails.examples import shown_by_group
from common.outbox import undelivered
from common.pages import ListPage, StaffMixin, holders_of


class EmailList(StaffMixin, TemplateView):
    permission_required = "accounts.view_emails"
    template_name = "accounts/email_list.html"
    extra_context = {"groups": shown_by_group}


class UndeliveredList(StaffMixin, ListPage):
    """What could not be delivered for good: which e-mail, when, to whom in part, and why; nothing of what it says."""

    permission_required = "accounts.view_undelivered"
    visible = holders_of("accounts.view_undelivered")
    queryset = undelivered().only("kind", "to", "error", "created_at")
    table_class = UndeliveredTable
    heading = _("E-mails that could not be delivered")
    lead = _(
        "Each was tried until no later try could help. If somebody with an account was not reached, put their address "
        "right. The co-ordinator or an independent reader rings or writes to parents and members who left another way "
        "to reach them. Rows are kept for a year."
    )
    empty = _("Every e-mail of the last year was delivered, or still waits.")
    not_downloaded_because = "It names people in part, for whoever runs the installation alone."
