"""Makes a report again, after it was agreed, without words that were taken out of it."""

import re

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import audit
from common import chain
from common.documents import erase_document
from common.errors import DomainError
from common.jobs import cancel_job, start_job
from common.locking import locked
from common.redactions import Taken, redact
from common.rules import JobState
from common.taken_out import Copies
from reports.models import Build, BuildPage, Download, Report
from reports.rules import ReportStatus

STORY = re.compile(r'<section[^>]*>\s*<h2 id="thread">.*?</section>', re.DOTALL)


def must_be_rebuilt():
    """Return the reports whose words were taken out and whose PDFs are not there again yet."""
    agreed = Report.objects.exclude(status=ReportStatus.DRAFTING).select_related("agreed_build__job")
    return agreed.exclude(agreed_build__job__state=JobState.DONE)


@transaction.atomic
def remake_report(report, copies, *, by, now=None, without=""):
    """Make an agreed report again with words taken out: its page at once, its PDFs in the background.

    The figures stay as they were frozen. `without` is the reference of an issue whose story goes as a whole.
    """
    report = locked(report)
    old = report.agreed_build
    figures = copies.take_out(old.figures)
    if without and figures.get("thread", {}).get("reference") == without:
        figures["thread"] = {}
    number = report.builds.aggregate(last=Max("number"))["last"] + 1
    # Without a person it follows from what a parent did, who may be anonymous: no time of day is kept.
    options = {"key": f"reports.build:{report.pk}:{number}", "is_date_only": by is None, "now": now}
    report.agreed_build = Build.objects.create(
        report=report,
        number=number,
        job=start_job("reports.build", {"report": report.pk, "number": number}, **options),
        requested_by=by,
        frozen_on=old.frozen_on,
        figures=figures,
        words=copies.take_out(old.words),
        page=_page_without(old.page, copies, has_story=bool(figures.get("thread"))),
    )
    report.save(update_fields=["agreed_build"])
    audit.record("remake_report", report, by, now=now, earlier=old.number, number=number)
    return report


def _page_without(page, copies, *, has_story):
    """Return a page as it was laid out then, without the words: older figures are not laid out by newer code."""
    contents = [one for one in page.contents if has_story or one[0] != "thread"]
    chapters = page.chapters if has_story else STORY.sub("", page.chapters)
    summary = copies.take_out(page.summary)
    return BuildPage.objects.create(
        language=page.language, contents=contents, chapters=copies.take_out(chapters), summary=summary
    )


@transaction.atomic
def redact_report(report, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of an agreed or published report. The earlier build stays, for the co-ordinator alone."""
    report = locked(report)
    if words := redaction_refusal(report):
        raise DomainError(words)
    copies, build, taken = Copies.exactly(phrases), report.agreed_build, Taken()
    taken.keep(copies, [build.figures, build.words])
    taken.rows = [build] if copies.are_in([build.page.chapters, build.page.summary]) else []
    redact(report, taken, reason, put_back=put_back, now=now)
    return remake_report(report, copies, by=by, now=now)


def redaction_refusal(report):
    """Return why nothing can be taken out of a report, or nothing."""
    return _("This report is not agreed yet, so its words can still be changed.") if report.is_drafting else ""


@transaction.atomic
def erase_build(build, *, by, now=None):
    """Erase a build that is no longer a report's own, with its page and files; the audit keeps who downloaded it."""
    files, page = list(build.files.select_related("document")), build.page
    readers = Download.objects.filter(file__in=files).values_list("by", flat=True)
    audit.record("erase_build", build.report, by, now=now, number=build.number, downloaded_by=sorted(set(readers)))
    if not build.job.is_finished:
        cancel_job(build.job, now=now)
    with chain.changing([build, *files, *([page] if page else [])], chain.Why.TAKEN_OUT, now=now):
        for file in files:
            file.delete()
            erase_document(file.document)
        build.delete()
        if page:
            page.delete()
