"""The audit trail, the outbox and the work in the background, for whoever runs the installation."""

from django.utils.translation import gettext_lazy as _

from accounts.audit import with_who
from accounts.files import audit_file, jobs_file, outbox_file
from accounts.filters import AuditFilter, JobFilter, OutboxFilter
from accounts.models import AuditEntry
from accounts.tables import AuditTable, JobTable, OutboxTable
from common.models import Job, Message
from common.pages import ListPage, StaffMixin, holders_of


class AuditList(StaffMixin, ListPage):
    """The audit trail as Django's administration shows it, to be taken away."""

    permission_required = "accounts.view_auditentry"
    visible = holders_of("accounts.view_auditentry")
    queryset = AuditEntry.objects.all()
    filterset_class = AuditFilter
    table_class = AuditTable
    holds_personal_data = True
    heading = _("The audit trail")
    lead = _("What was done, by whom and why. Who belongs to a family is not named beside what the family said.")
    empty = _("Nothing matches.")

    def narrow(self, rows):
        return with_who(rows).select_related("by").order_by("-pk")

    def file(self):
        return audit_file(self.get_queryset())


class OutboxList(StaffMixin, ListPage):
    """Every e-mail of the last year: which, to whom in part, and what became of it; nothing of what it says."""

    permission_required = "accounts.view_outbox"
    visible = holders_of("accounts.view_outbox")
    queryset = Message.objects.only("kind", "to", "state", "created_at", "sent_at", "attempts").order_by("-pk")
    filterset_class = OutboxFilter
    table_class = OutboxTable
    holds_personal_data = True
    heading = _("The outbox")
    lead = _("Every e-mail of the last year, and what became of it. What they say is for nobody but who got them.")
    empty = _("No e-mails match.")

    def file(self):
        return outbox_file(self.get_queryset())


class JobList(StaffMixin, ListPage):
    """What was done in the background, and what failed."""

    permission_required = "accounts.view_jobs"
    visible = holders_of("accounts.view_jobs")
    queryset = Job.objects.order_by("-pk")
    filterset_class = JobFilter
    table_class = JobTable
    holds_personal_data = False
    heading = _("Work in the background")
    empty = _("Nothing matches.")

    def file(self):
        return jobs_file(self.get_queryset())
