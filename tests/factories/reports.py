"""Reports walked to their state by the services themselves.

report = a_report()                      # drafting, its sections still empty
build = a_finished_build(report)         # both prints on the shelf; tiny files unless `is_laid_out`
report = a_published_report(kind="board")
"""

import datetime as dt
import io
from unittest import mock

import pikepdf

from common import clock
from common.jobs import run_job
from meetings.models import Meeting
from reports import services
from reports.rules import ReportKind
from tests.factories import meetings as make_meetings
from tests.factories.numbering import Numbering
from tests.factories.walks import walked

numbers = Numbering()
START, END = dt.date(2025, 9, 1), dt.date(2026, 8, 31)
COUNTED = clock.at(dt.date(2026, 9, 14), dt.time(10))


@walked
def a_report(kind=ReportKind.ANNUAL, *, by=None, start=START, end=END, title="", now=COUNTED, words=None):
    """A report that is being written; `words` are its sections, {"foreword": "…"}."""
    title = title or f"A report {next(numbers)}"
    report = services.create_report(kind, period_start=start, period_end=end, title=title, by=by, now=now)
    for section in report.sections.filter(key__in=words or ()):
        services.save_section(section, words[section.key], version=section.version, by=by, now=now)
    return report


@walked
def a_build(report=None, *, by=None, now=COUNTED, **fields):
    """A build that waits for its worker."""
    return services.request_build(report or a_report(by=by, **fields), by=by, now=now)


@walked
def a_finished_build(report=None, *, is_laid_out=False, by=None, now=COUNTED, **fields):
    """A build with both prints: a blank page each, unless they are to be laid out for real."""
    build = a_build(report, by=by, now=now, **fields)
    run(build, is_laid_out=is_laid_out)
    return fresh(build)


def run(build, *, is_laid_out=False):
    """Let a worker do one attempt of a build."""
    if is_laid_out:
        return run_job(build.job_id)
    with mock.patch("reports.jobs.pdf_of", return_value=a_blank_page()):
        return run_job(build.job_id)


def a_blank_page():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


@walked
def an_agreed_report(report=None, *, by=None, resolution=None, now=COUNTED, is_laid_out=False, **fields):
    report = report or a_report(by=by, **fields)
    build = a_finished_build(report, by=by, now=now, is_laid_out=is_laid_out)
    resolution = resolution or a_resolution_on(build, by=by)
    return services.agree_report(report, build=build, resolution=resolution, by=by, now=now)


@walked
def a_resolution_on(build, *, by=None):
    """The resolution of a meeting held a week after a build was made: this autumn's, or one more."""
    there = Meeting.objects.held().filter(starts_at__date__gte=build.frozen_on).exclude(status="approved").first()
    on = build.frozen_on + dt.timedelta(days=7)
    return make_meetings.a_resolution(there, on=on, text="That the report be agreed.", by=by)


@walked
def a_published_report(report=None, *, by=None, now=COUNTED, **fields):
    return services.publish_report(an_agreed_report(report, by=by, now=now, **fields), by=by, now=now)


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)
