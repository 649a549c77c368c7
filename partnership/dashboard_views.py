"""The front page of each role."""

from django.views.generic import TemplateView

from accounts.roles import Role, has_role
from common import clock
from common.pages import StaffMixin
from common.tasks_today import EVERYBODY, most_urgent_first
from consultations.models import Response
from expenses.selectors import may_claim
from meetings.models import Meeting
from members.models import Person
from partnership import dashboards, handover, installation
from reports.models import Report
from reports.rules import ReportKind


class StaffHome(StaffMixin, TemplateView):
    """The co-ordinator's day."""

    permission_required = "partnership.open_staff"
    template_name = "partnership/staff_home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tasks=dashboards.tasks(Role.COORDINATOR, self.request.user, clock.now()), **kwargs
        )


class Handover(StaffMixin, TemplateView):
    """Everything somebody needs who takes over, on one page that can be printed."""

    permission_required = "partnership.open_staff"
    template_name = "partnership/handover.html"

    def get_context_data(self, **kwargs):
        now = clock.now()
        return super().get_context_data(today=clock.today(now), **handover.pack(self.request.user, now), **kwargs)


class Installation(StaffMixin, TemplateView):
    """What waits to be erased, what goes, holds, backups, the record, e-mails and background work."""

    permission_required = "accounts.open_admin"
    template_name = "partnership/installation.html"

    def get_context_data(self, **kwargs):
        now = clock.now()
        return super().get_context_data(
            lines=installation.lines(now),
            emails=installation.waiting_emails(),
            work=installation.unfinished_work(now),
            **kwargs,
        )


class ReaderHome(StaffMixin, TemplateView):
    """What waits for an independent reader: issues about the service itself."""

    permission_required = "partnership.open_reader"
    template_name = "partnership/reader_home.html"

    def get_context_data(self, **kwargs):
        tasks = dashboards.tasks(Role.INDEPENDENT_READER, self.request.user, clock.now())
        return super().get_context_data(tasks=tasks, **kwargs)


class OfficerHome(StaffMixin, TemplateView):
    permission_required = "partnership.open_officer"
    template_name = "partnership/officer_home.html"

    def get_context_data(self, **kwargs):
        tasks = dashboards.tasks(Role.OFFICER, self.request.user, clock.now())
        return super().get_context_data(tasks=tasks, **kwargs)


class BoardHome(StaffMixin, TemplateView):
    """The newest report to the Performance Board, the exceptions, and where the figures come from."""

    permission_required = "partnership.open_board"
    template_name = "partnership/board_home.html"

    def get_context_data(self, **kwargs):
        reports = Report.objects.published().visible_to(self.request.user).select_related("agreed_build__page")
        reports = list(reports.prefetch_related("agreed_build__files__document"))
        newest = next((report for report in reports if report.kind == ReportKind.BOARD), None)
        return super().get_context_data(
            newest=newest, others=[report for report in reports if report != newest], **kwargs
        )


class PayerHome(StaffMixin, TemplateView):
    """What waits to be paid: approved expense claims."""

    permission_required = "partnership.open_payer"
    template_name = "partnership/payer_home.html"

    def get_context_data(self, **kwargs):
        tasks = dashboards.tasks(Role.PAYER, self.request.user, clock.now())
        return super().get_context_data(tasks=tasks, **kwargs)


class MyHome(TemplateView):
    """Everything of one's own in one place."""

    template_name = "partnership/my_home.html"

    def get_context_data(self, **kwargs):
        user, now = self.request.user, clock.now()
        is_member = has_role(user, Role.MEMBER)
        return super().get_context_data(
            is_member=is_member,
            may_claim=may_claim(user),
            member_tasks=most_urgent_first(dashboards.tasks(Role.MEMBER, user, now)) if is_member else [],
            person=Person.objects.filter(user=user).first() if is_member else None,
            coming_for=Meeting.objects.coming_for_a_member(user, now),
            tasks=dashboards.tasks(EVERYBODY, user, now),
            responses=Response.objects.given_by(user),
            **kwargs,
        )
