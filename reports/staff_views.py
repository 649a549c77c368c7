"""The co-ordinator's pages about reports: write, build, agree, publish."""

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from accounts import audit
from answers.selectors import public_names
from common.documents import serve
from common.jobs import wait_words
from common.pages import DetailPage, FormPage, ListPage, ObjectMixin, ServiceAction, StaffMixin, holders_of
from common.pages.redactions import RedactPage
from common.pages.versions import VersionsPage
from members.models import Person
from reports import forms, services
from reports.models import Build, BuildFile, Download, Report, Section
from reports.next_steps import asks_nothing, steps_of_build, steps_of_report
from reports.remaking import must_be_rebuilt, redact_report, redaction_refusal
from reports.rules import SECTIONS, ReportKind, ReportStatus
from reports.staff_tables import ReportTable
from reports.transitions import REPORT


class StaffReportMixin(StaffMixin):
    permission_required = "reports.manage_report"
    model = Report
    lookup = "slug"

    def get_success_url(self):
        return reverse("reports:staff_report", args=[self.kwargs["slug"]])

    get_back_url = get_success_url


class StaffReportList(StaffMixin, ListPage):
    permission_required = "reports.manage_report"
    queryset = Report.objects.all()
    table_class = ReportTable
    holds_personal_data = False
    heading = _("Reports")
    actions = [(_("Start a report"), reverse_lazy("reports:report_create"))]
    empty = _("No reports yet.")
    template_name = "reports/staff_report_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(to_rebuild=must_be_rebuilt(), **kwargs)


class ReportCreate(StaffMixin, FormPage):
    permission_required = "reports.manage_report"
    form_class = forms.ReportForm
    heading = _("Start a report")
    submit = _("Start report")
    back_url = reverse_lazy("reports:staff_report_list")
    success_message = _("Report started. Write its sections, then build it.")

    def perform(self, form):
        return services.create_report(by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return reverse("reports:staff_report", args=[self.result.slug])


class StaffReport(StaffReportMixin, DetailPage):
    """A report's words, its builds with their progress, and the next step."""

    template_name = "reports/staff_report_detail.html"

    def get_context_data(self, **kwargs):
        report = self.object
        builds = list(report.builds.select_related("job").prefetch_related("files__document"))
        for build in builds:
            build.words_of_wait = wait_words(build.job)
        downloads = Download.objects.filter(file__build__report=report).select_related("by", "file")
        names = SECTIONS[report.kind]
        rows = report.sections.select_related("words")
        sections = [(section, names.get(section.key, section.key)) for section in rows]
        return super().get_context_data(
            sections=sections,
            builds=builds,
            steps=steps_of_report(report, is_ready=any(build.job.is_done for build in builds)),
            asks_nothing=asks_nothing(report),
            downloads=downloads[:20],
            **kwargs,
        )


class SectionWrite(StaffReportMixin, FormPage):
    """One section in somebody's own words; nobody overwrites another unseen."""

    form_class = forms.SectionForm
    template_name = "reports/section_write.html"
    success_message = _("Saved.")

    @cached_property
    def section(self):
        rows = Section.objects.filter(key__in=SECTIONS[self.object.kind])
        return get_object_or_404(rows, report=self.object, key=self.kwargs["key"])

    def closed_because(self):
        return services.locked_because(self.object)

    def get_initial(self):
        return {"text": self.section.text, "version": self.section.version}

    def get_form_kwargs(self):
        """What was saved before was looked at then; the group's members are named in the report anyhow."""
        people = Person.objects.values_list("name", flat=True) if self.request.method == "POST" else ()
        return {**super().get_form_kwargs(), "known": self.section.text, "names": [*public_names(), *people]}

    def current_version(self):
        self.section.refresh_from_db()
        return self.section.version

    @property
    def heading(self):
        return SECTIONS[self.object.kind][self.section.key]

    def perform(self, form):
        return services.save_section(self.section, by=self.request.user, **form.cleaned_data)


class SectionVersions(StaffReportMixin, VersionsPage):
    """Every version of a section, which two people and more may have written."""

    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (Report,)

    @cached_property
    def row(self):
        return get_object_or_404(self.object.sections.select_related("words"), key=self.kwargs["key"])

    @property
    def heading(self):
        name = SECTIONS[self.object.kind].get(self.row.key, self.row.key)
        return _("Earlier versions: %(name)s") % {"name": name}


class BuildRequest(StaffReportMixin, ServiceAction):
    permission_required = "reports.build_report"
    success_message = _("Build started. You can leave this page and come back.")

    def perform(self):
        return services.request_build(self.object, by=self.request.user)

    def get_success_url(self):
        build = getattr(self, "result", None)
        return reverse("reports:build_progress", args=[build.pk]) if build else super().get_success_url()


class BuildProgress(StaffMixin, DetailPage):
    """How far a build is, with a link to check again."""

    permission_required = "reports.build_report"
    queryset = Build.objects.select_related("report", "job")
    visible = holders_of("reports.build_report")
    template_name = "reports/build_progress.html"

    def get_context_data(self, **kwargs):
        job = self.object.job
        files = self.object.files.select_related("document")
        return super().get_context_data(
            job=job, words_of_wait=wait_words(job), files=files, steps=steps_of_build(self.object), **kwargs
        )


class BuildAction(StaffMixin, ServiceAction):
    permission_required = "reports.build_report"
    queryset = Build.objects.select_related("report", "job")
    visible = holders_of("reports.build_report")

    def get_success_url(self):
        return reverse("reports:build_progress", args=[self.object.pk])


class BuildCancel(BuildAction):
    success_message = _("Build cancelled.")

    def perform(self):
        return services.cancel_build(self.object, by=self.request.user)


class BuildRetry(BuildAction):
    success_message = _("Build restarted.")

    def perform(self):
        return services.retry_build(self.object, by=self.request.user)


class BuildDownload(StaffMixin, ObjectMixin, View):
    """A print of any build, agreed or not, for the co-ordinator to look at."""

    permission_required = "reports.build_report"
    queryset = BuildFile.objects.select_related("document")
    lookup = "variant"

    def narrow(self, rows):
        return rows.filter(build=self.kwargs["pk"])

    def get(self, request, pk, variant):
        return serve(self.object.document)


class ReportAgree(StaffReportMixin, FormPage):
    move = (REPORT, ReportStatus.AGREED)
    form_class = forms.AgreeForm
    heading = _("Record agreement at a meeting")
    lead = _("Once it is agreed, neither its wording nor its figures can be changed.")
    submit = _("Record agreement")
    success_message = _("Report agreed. Its figures and wording are now fixed.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "report": self.object}

    def perform(self, form):
        return services.agree_report(self.object, by=self.request.user, **form.cleaned_data)


class ReportPublish(StaffReportMixin, ServiceAction):
    @property
    def success_message(self):
        is_boards = self.object.kind == ReportKind.BOARD
        return _("Report sent to the board.") if is_boards else _("Report published.")

    def perform(self):
        return services.publish_report(self.object, by=self.request.user)


class ReportRedact(StaffReportMixin, RedactPage):
    def closed_because(self):
        return redaction_refusal(self.object)

    def perform(self, form):
        return redact_report(self.object, by=self.request.user, **form.cleaned_data)
