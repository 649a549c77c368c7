"""The reports of the sample year: written, built for a meeting, agreed there, published, downloaded."""

import datetime as dt

from common import chain, clock
from common.jobs import run_job
from common.rules import JobState
from common.working_days import subtract_working_days
from meetings.models import Meeting, Resolution
from partnership.sample import words_reports as words
from partnership.sample.plan import moment, salts, working
from partnership.sample.words_meetings import REPORT_RESOLUTIONS
from reports import services
from reports.models import Build, Report
from reports.rules import ReportKind, Variant

WORKING_DAYS_BEFORE = 10  # the meeting gets the reports with its papers


def build_reports(as_of, cast):
    """Write and build both reports for the last meeting held before `as_of`, have it agree them, and publish them.

    They are about the twelve whole months that had ended when the figures were counted. Returns those that are
    published. Called after the year's transaction: a build writes in its own. Where this machine cannot write PDFs the
    builds have failed and say so, and the reports stay drafts.
    """
    meeting = Meeting.objects.held().order_by("-starts_at").first()
    counted = subtract_working_days(meeting.on, WORKING_DAYS_BEFORE)
    published = min(working(meeting.on + clock.DAY), as_of - clock.DAY)
    built = [
        _build(kind, texts, cast.coordinator, moment(counted, 15))
        for kind, texts in ((ReportKind.BOARD, words.BOARD), (ReportKind.ANNUAL, words.ANNUAL))
    ]
    return [_publish(build, meeting, cast, published) for build in built if build.job.state == JobState.DONE]


def months_before(day):
    """Return the first and the last day of the twelve whole months before a day."""
    until = day.replace(day=1)
    return until.replace(year=until.year - 1), until - clock.DAY


def _build(kind, texts, by, now):
    start, end = months_before(now.date())
    with clock.frozen(now):
        chain.seal(now, salt=salts(now))
        report = services.create_report(kind, period_start=start, period_end=end, by=by, now=now)
        for section in report.sections.all():
            services.save_section(section, texts[section.key], version=0, by=by, now=now)
        build = services.request_build(report, by=by, now=now)
        run_job(build.job_id)
    return Build.objects.select_related("job", "report").get(pk=build.pk)


def _publish(build, meeting, cast, day):
    """Agree a build at a meeting and publish it on a day; one of the board has downloaded theirs."""
    by, now = cast.coordinator, moment(day, 15)
    with clock.frozen(now):
        resolution = Resolution.objects.get(item__meeting=meeting, text=REPORT_RESOLUTIONS[build.report.kind])
        report = services.agree_report(build.report, build=build, resolution=resolution, by=by, now=now)
        report = services.publish_report(Report.objects.get(pk=report.pk), by=by, now=now)
        if report.kind == ReportKind.BOARD:
            file = build.files.get(variant=Variant.STANDARD)
            services.record_download(file, by=cast.users["thomas"], now=now + dt.timedelta(hours=3))
    return report
