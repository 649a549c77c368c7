"""Figures of one thread of the year, from a parent's words to whether the answer came true."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from answers.figures.answers import told
from answers.models import Answer
from common import figures, timeline
from issues.models import Issue, IssueMove
from issues.rules import IssueStatus


def answered_in(period):
    """Return the published issues that were answered in a period, and are answered now."""
    moves = IssueMove.objects.filter(issue=OuterRef("pk"), status=IssueStatus.RESPONDED)
    answered = moves.filter(on__gte=period.start, on__lte=period.end)
    issues = Issue.objects.published().filter(Exists(answered), theme__isnull=False)
    return issues.exclude(responded_on__isnull=True)


@figures.figure("thread", gettext_lazy("published issues that an agency answered in the period"), rows=answered_in)
def thread(period, _figures):
    """Return the story of one published issue that an agency answered in the period, as everybody may read it; or {}.

    Of all of them the first to be answered: nobody chooses the one that sounds best.
    """
    issue = answered_in(period).order_by("responded_on", "pk").first()
    if issue is None:
        return {}
    return {
        "title": issue.title,
        "reference": issue.reference,
        "words": issue.edited_text,
        "answers": _answers(issue, period),
        "steps": [
            {"on": entry.on.isoformat(), "title": str(entry.title), "text": str(entry.text)}
            for entry in timeline.build(issue, AnonymousUser())
            if entry.is_done and entry.on <= period.end
        ],
    }


def _answers(issue, period):
    """Return what the agencies answered to it by the end of the period."""
    rows = Answer.objects.posted().filter(item__issues=issue, posted_on__lte=period.end).select_related("agency")
    return [{"agency": row.agency.name if row.agency else "", **told(row)} for row in rows.order_by("posted_on", "pk")]
