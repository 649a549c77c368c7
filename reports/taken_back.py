"""How words go from reports when they are taken back or taken out: from drafts at once, from others by a new build."""

from django.utils.translation import gettext as _

from answers.models import Commitment, FormalResponse, Presentation
from common import redactions, taken_back
from common.redactions import take_out
from consultations.models import Consultation, ConsultationTheme
from issues.models import Issue
from issues.wording import TAKEN_BACK
from meetings.models import Meeting, PublicQuestion
from reports.models import Build, Section
from reports.remaking import erase_build, remake_report


@taken_back.copies_of(Issue)
def take_out_of_sections(_issue, copies, _now):
    """Take its words out of what people wrote for reports."""
    take_out(copies, [(Section.objects.all(), ("text",), ("words",))])


@taken_back.copies_of(Issue)
def take_out_of_builds(issue, copies, now):
    """Erase every build that tells of the issue; the one that was agreed is made again without it.

    Until its files are there, the report is named among those that must be rebuilt.
    """
    for build in _builds():
        if not _tells_of(build, issue, copies):
            continue
        if build.pk == build.report.agreed_build_id:
            remake_report(build.report, copies, without=issue.reference, by=None, now=now)
            redactions.record(build.report, str(TAKEN_BACK), now=now)
        erase_build(build, by=None, now=now)


def _builds():
    return Build.objects.select_related("report__agreed_build", "page", "job")


def _tells_of(build, issue, copies):
    is_thread = build.figures.get("thread", {}).get("reference") == issue.reference
    return is_thread or _holds(build, copies)


def _holds(build, copies):
    page = [build.page.chapters, build.page.summary] if build.page else []
    return copies.are_in([build.figures, build.words, *page])


@taken_back.copies_of(FormalResponse)
@taken_back.copies_of(Presentation)
@taken_back.copies_of(Commitment)
@taken_back.copies_of(Meeting)
@taken_back.copies_of(PublicQuestion)
@taken_back.copies_of(Consultation)
@taken_back.copies_of(ConsultationTheme)
def take_out_what_was_redacted(_row, copies, now):
    """Take words that went from something published out of every report that tells them.

    Builds of a draft go. An agreed report is made again; its earlier build stays, for the co-ordinator alone.
    """
    take_out(copies, [(Section.objects.all(), ("text",), ("words",))])
    for build in _builds():
        if not _holds(build, copies):
            continue
        if build.report.is_drafting:
            erase_build(build, by=None, now=now)
        elif build.pk == build.report.agreed_build_id:
            taken = redactions.Taken()
            taken.keep(copies, [build.figures, build.words])
            remake_report(build.report, copies, by=None, now=now)
            reason = _("Words were taken out of something that it tells of.")
            redactions.record(build.report, reason, before=taken.before, now=now)
