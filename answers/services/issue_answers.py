"""What an answer does to the issues behind it: they are responded to once every agency has answered."""

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from answers.models import PresentationItem
from answers.rules import PresentationStatus
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.moves import move_issue


def respond_to_issues(answers, *, by, now):
    """Move each issue on whose every presentation has its answer."""
    waiting = PresentationItem.objects.exclude(presentation__status=PresentationStatus.RESPONDED)
    answered = Issue.objects.filter(~Exists(waiting.filter(issues=OuterRef("pk"))), status=IssueStatus.PRESENTED)
    items = [one.item for one in answers]
    prefetch_related_objects(items, Prefetch("issues", answered, to_attr="answered"))
    behind = {issue: one.agency.name for one in answers for issue in one.item.answered}
    for issue, agency in behind.items():
        move_issue(issue, IssueStatus.RESPONDED, by=by, now=now, note=agency)
