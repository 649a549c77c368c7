"""Next steps of reports and their builds."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.jobs.services import JOB
from common.next_steps import NextSteps
from common.rules import JobState
from reports.rules import ReportKind, ReportStatus
from reports.transitions import REPORT


def steps_of_report(report, *, is_ready):
    """Return the next steps of a report; `is_ready` says whether one of its builds is finished."""
    steps = NextSteps(REPORT.targets(report))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"reports:{name}", args=[report.slug]), **options)

    offer("build_request", _("Build PDFs from today's figures"), when=report.is_drafting, is_post=True)
    offer("report_agree", _("Record agreement at a meeting"), move=ReportStatus.AGREED, when=is_ready, tone="link")
    words = _("Send to the board") if report.kind == ReportKind.BOARD else _("Publish report")
    offer("report_publish", words, move=ReportStatus.PUBLISHED, is_post=True)
    offer("report_redact", _("Take words out"), when=not report.is_drafting, tone="link")
    steps.offer("see", _("View published page"), report.get_absolute_url(), when=report.is_published, tone="link")
    return steps


def asks_nothing(report):
    """Say whether a report to the board, not sent yet, asks the board to decide nothing (E3)."""
    if report.kind != ReportKind.BOARD or report.is_published:
        return False
    if report.agreed_build:
        return not report.agreed_build.words.get("decide", "").strip()
    return not report.sections.exclude(text="").filter(key="decide").exists()


def steps_of_build(build):
    """Return what may be done with a build: cancelled while it is under way, tried again where it failed."""
    job = build.job
    steps = NextSteps(JOB.targets(job))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"reports:build_{name}", args=[build.pk]), is_post=True, **options)

    is_own = build.pk == build.report.agreed_build_id
    may_retry = job.is_finished and (build.report.is_drafting or is_own)
    offer("retry", _("Try again"), move=JobState.WAITING, when=may_retry)
    offer("cancel", _("Cancel build"), move=JobState.CANCELLED, tone="secondary")
    return steps
