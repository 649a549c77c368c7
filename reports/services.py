"""Services that start, write, build, agree and publish reports."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import audit
from accounts.roles import Role
from accounts.selectors import holders_of
from common import chain, clock
from common.errors import DomainError
from common.jobs import cancel_job, retry_job, start_job
from common.locking import locked
from common.rules import JobState
from common.slugs import free_slug
from common.versions import save_version
from meetings.services.decided import meeting_that_decided
from members.services.sendings import of_user, send
from reports.figures import collect
from reports.models import Build, Download, Report, Section
from reports.periods import check_begun, check_period
from reports.rules import SECTIONS, TAKEN_SLUGS, ReportKind, ReportStatus
from reports.transitions import REPORT

UNDER_WAY = [JobState.WAITING, JobState.RUNNING]


def title_of(kind, start, end):
    years = str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    return _("%(kind)s %(years)s") % {"kind": capfirst(ReportKind(kind).label), "years": years}


@transaction.atomic
def create_report(kind, *, period_start, period_end, by, title="", now=None):
    """Start a report for a period, with empty sections (E2, E3).

    Raises DomainError for an invalid period, and for a report that has already been started.
    """
    check_period(period_start, period_end)
    title = title.strip() or title_of(kind, period_start, period_end)
    same = Report.objects.filter(kind=kind, title__iexact=title, period_start=period_start, period_end=period_end)
    words = _("There is already a report with this title and period. Continue with that one, or use another title.")
    begun = DomainError(words, field="title")
    if same.exists():
        raise begun
    try:
        with transaction.atomic():
            report = Report.objects.create(
                kind=kind,
                slug=free_slug(Report, title, otherwise="report", reserved=TAKEN_SLUGS),
                title=title,
                period_start=period_start,
                period_end=period_end,
            )
    except IntegrityError:  # by somebody else, in this very moment
        raise begun from None
    Section.objects.bulk_create(Section(report=report, key=key) for key in SECTIONS[kind])
    audit.record("create_report", report, by, now=now)
    return report


def locked_because(report):
    """Return why the wording of a report can no longer be changed, or nothing while it is written."""
    if report.status == ReportStatus.DRAFTING:
        return ""
    return _("The report has been agreed, so its wording can no longer be changed.")


@transaction.atomic
def save_section(section, text, *, version, by, now=None):
    """Save the words of a section. Raises StaleEdit on an old version, DomainError once the report is agreed."""
    section = locked(section)
    if words := locked_because(section.report):
        raise DomainError(words)
    kept = save_version(section, {"text": text}, before={"text": section.text}, based_on=version, now=now)
    section.text = text
    section.save(update_fields=["text"])
    audit.record("save_section", section.report, by, now=now, section=section.key, **kept)
    return section


@transaction.atomic
def request_build(report, *, by, now=None):
    """Freeze today's figures and words, and have the PDFs built in the background.

    While a build of the report is under way, that one is returned: two builds of the same thing are one.
    """
    report = locked(report)
    if report.status != ReportStatus.DRAFTING:
        raise DomainError(_("The report has been agreed, so it cannot be built again."))
    running = report.builds.filter(job__state__in=UNDER_WAY).first()
    if running:
        return running
    today = clock.today(now)
    check_begun(report.period_start, today)
    number = (report.builds.aggregate(last=Max("number"))["last"] or 0) + 1
    job = start_job("reports.build", {"report": report.pk, "number": number}, key=f"reports.build:{report.pk}", now=now)
    build = Build.objects.create(
        report=report,
        number=number,
        job=job,
        requested_by=by,
        frozen_on=today,
        figures=collect(report.kind, report.period_start, report.period_end, today=today) | _head_of_the_record(),
        words={section.key: section.text for section in report.sections.all()},
    )
    audit.record("request_build", report, by, now=now, number=number)
    return build


def _head_of_the_record():
    """Return the last head of the record, which a report prints, so that whoever keeps a copy can compare it."""
    last = chain.last_day()
    return {"record": {"day": last.day.isoformat(), "head": last.head}} if last else {}


@transaction.atomic
def cancel_build(build, *, by, now=None):
    """Cancel a build that is under way; none of its files are kept."""
    cancel_job(build.job, now=now)
    audit.record("cancel_build", build.report, by, now=now, number=build.number)
    return build


@transaction.atomic
def retry_build(build, *, by, now=None):
    """Retry a failed or cancelled build from the same frozen figures and words; of an agreed report its own alone."""
    report = locked(build.report)
    is_its_own = report.agreed_build_id == build.pk and build.job.state != JobState.DONE
    if report.status != ReportStatus.DRAFTING and not is_its_own:
        raise DomainError(_("The report has been agreed, so it cannot be built again."))
    retry_job(build.job, now=now)
    audit.record("retry_build", build.report, by, now=now, number=build.number)
    return build


def check_about_nothing_else(resolution):
    if resolution.subject or Report.objects.filter(resolution=resolution).exists():
        raise DomainError(_("That resolution is about something else."), field="resolution")


@transaction.atomic
def agree_report(report, *, build, resolution, by, now=None):
    """Record that a meeting resolved to agree a build; its page, PDFs and words can no longer be changed.

    Raises DomainError for a meeting that was not held, or before the build was made: it cannot have seen it.
    """
    REPORT.ready(report, ReportStatus.AGREED)
    if build.report_id != report.pk or build.job.state != JobState.DONE or build.page is None:
        raise DomainError(_("Choose a build of this report that is ready."), field="build")
    meeting = meeting_that_decided(resolution, build.frozen_on)
    check_about_nothing_else(resolution)
    agreement = {"agreed_at": meeting, "agreed_build": build, "agreed_on": meeting.on, "resolution": resolution}
    return REPORT.move(report, ReportStatus.AGREED, by=by, now=now, detail={"build": build.number}, **agreement)


@transaction.atomic
def publish_report(report, *, by, now=None):
    """Publish an agreed report: the annual one for everybody, the board's by sending it to the board (E2, E3)."""
    REPORT.move(report, ReportStatus.PUBLISHED, by=by, now=now)
    if report.kind == ReportKind.BOARD:
        _tell_board(report, now=now)
    return report


def _tell_board(report, *, now):
    readers = [of_user(reader) for reader in holders_of(Role.BOARD_MEMBER, report.published_on)]
    send("reports.published", readers, {"report": report}, key=f"report-{report.pk}-published", now=now)


@transaction.atomic
def record_download(file, *, by, now=None):
    """Record that a board member or the co-ordinator downloaded the board report (E3).

    Downloads of the annual report are not recorded, because it is public.
    """
    if file.build.report.kind != ReportKind.BOARD:
        return None
    return Download.objects.create(file=file, by=by, at=now or clock.now())
