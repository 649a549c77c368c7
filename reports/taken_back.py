"""How the words of an issue go from reports when it is taken back: from drafts at once, from others by a new build."""

from common import redactions, taken_back
from common.redactions import take_out
from issues.models import Issue
from issues.wording import TAKEN_BACK
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
    for build in Build.objects.select_related("report__agreed_build", "page", "job"):
        if not _tells_of(build, issue, copies):
            continue
        if build.pk == build.report.agreed_build_id:
            remake_report(build.report, copies, without=issue.reference, by=None, now=now)
            redactions.record(build.report, str(TAKEN_BACK), now=now)
        erase_build(build, by=None, now=now)


def _tells_of(build, issue, copies):
    page = [build.page.chapters, build.page.summary] if build.page else []
    is_thread = build.figures.get("thread", {}).get("reference") == issue.reference
    return is_thread or copies.are_in([build.figures, build.words, *page])
