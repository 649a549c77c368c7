"""What an answer does to the issues behind it: they are responded to once every agency has answered."""

from answers.rules import PresentationStatus
from issues.rules import IssueStatus
from issues.services.moves import move_issue


def respond_to_issues(answers, *, by, now):
    """Move each issue on whose every presentation has its answer."""
    behind = {
        issue: one.agency.name for one in answers for issue in one.item.issues.filter(status=IssueStatus.PRESENTED)
    }
    for issue, agency in behind.items():
        if not issue.presentation_items.exclude(presentation__status=PresentationStatus.RESPONDED).exists():
            move_issue(issue, IssueStatus.RESPONDED, by=by, now=now, note=agency)
