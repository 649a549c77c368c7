"""Reports, their builds with frozen figures, and who downloaded what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role, has_role
from common.dates import day, moment
from common.model_fields import ChoiceField
from common.models import Document, Job
from common.versions import version_of, versions_of_text
from meetings.models import Meeting, Resolution
from reports.rules import ReportKind, ReportStatus, Variant


class ReportQuerySet(models.QuerySet):
    def published(self):
        return self.filter(status=ReportStatus.PUBLISHED)

    def visible_to(self, user):
        """Published annual reports are public, published board reports the board's; the co-ordinator sees all."""
        if has_role(user, Role.COORDINATOR):
            return self
        seen = Q(status=ReportStatus.PUBLISHED, kind=ReportKind.ANNUAL)
        if has_role(user, Role.BOARD_MEMBER):
            seen = Q(status=ReportStatus.PUBLISHED)
        return self.filter(seen)


class Report(models.Model):
    """An annual report or a Performance Board report for a period (E2, E3)."""

    kind = ChoiceField(max_length=8, choices=ReportKind)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    period_start = models.DateField()
    period_end = models.DateField()
    status = ChoiceField(max_length=10, choices=ReportStatus, default=ReportStatus.DRAFTING)
    agreed_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="reports_agreed"
    )
    agreed_on = models.DateField(null=True, blank=True)
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="report_agreed"
    )
    agreed_build = models.ForeignKey("Build", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=models.F("period_start")), name="report_period_is_forwards"
            ),
            models.CheckConstraint(
                condition=Q(status="drafting")
                | Q(agreed_at__isnull=False, agreed_on__isnull=False, agreed_build__isnull=False),
                name="an_agreed_report_names_its_build",
            ),
            models.CheckConstraint(
                condition=Q(status="published", published_on__isnull=False)
                | (~Q(status="published") & Q(published_on__isnull=True)),
                name="a_published_report_has_its_date",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:report_detail", args=[self.slug])

    @property
    def name(self):
        """The title with the period: two reports of one year have one title."""
        names = {"title": self.title, "start": day(self.period_start), "end": day(self.period_end)}
        return _("%(title)s (%(start)s to %(end)s)") % names

    @property
    def is_drafting(self):
        return self.status == ReportStatus.DRAFTING

    @property
    def is_published(self):
        return self.status == ReportStatus.PUBLISHED


class Section(models.Model):
    """A written section beside the figures, such as the foreword."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    words = versions_of_text()

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_section_per_key")]

    def __str__(self):
        return f"{self.report}: {self.key}"

    @property
    def version(self):
        return version_of(self)


class BuildPage(models.Model):
    """A build as its web page, laid out once with its PDFs; the database refuses to change it.

    Nothing in it depends on who looks: the frame of the page, its forms and the reader's display stand outside.
    """

    language = models.CharField(max_length=20)
    contents = models.JSONField(help_text=gettext_lazy("name and title of each chapter"))
    chapters = models.TextField(help_text=gettext_lazy("HTML, with its charts"))
    summary = models.TextField(blank=True, help_text=gettext_lazy("HTML, for the first page of the board"))

    def __str__(self):
        return ", ".join(title for _key, title in self.contents)


class Build(models.Model):
    """One building of a report. Its state is its job's; figures, words and pages are frozen with it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="builds")
    number = models.PositiveSmallIntegerField()
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="build")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    frozen_on = models.DateField()
    figures = models.JSONField(help_text=gettext_lazy("every figure of the report, as it was that day"))
    words = models.JSONField(default=dict)
    page = models.OneToOneField(BuildPage, on_delete=models.PROTECT, null=True, blank=True, related_name="build")

    class Meta:
        ordering = ["report", "-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_build_per_number")]

    def __str__(self):
        return f"{self.report} {self.number}"

    @property
    def name(self):
        """The name of a build: when it was made."""
        return _("Build of %(moment)s") % {"moment": moment(self.job.created_at)}


class BuildFileQuerySet(models.QuerySet):
    def agreed(self):
        """Prints of the build that was agreed, once its report is published."""
        published = models.Q(build__report__status=ReportStatus.PUBLISHED)
        return self.filter(published, build__report__agreed_build=models.F("build"))

    def visible_to(self, user):
        """The agreed build of a report one may see; the co-ordinator also every other."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.agreed().filter(build__report__in=Report.objects.visible_to(user))


class BuildFile(models.Model):
    """A finished PDF of a build, in one of its prints."""

    build = models.ForeignKey(Build, on_delete=models.PROTECT, related_name="files")
    variant = ChoiceField(max_length=8, choices=Variant)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="build_file")

    objects = BuildFileQuerySet.as_manager()

    class Meta:
        ordering = ["build", "-variant"]
        constraints = [models.UniqueConstraint(fields=["build", "variant"], name="one_file_per_variant")]

    def __str__(self):
        return f"{self.build} {self.variant}"


class Download(models.Model):
    """Somebody signed in downloaded a file; shown to the co-ordinator."""

    file = models.ForeignKey(BuildFile, on_delete=models.CASCADE, related_name="downloads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.by}: {self.file}"
