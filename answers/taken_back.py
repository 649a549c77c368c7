"""What becomes of presentations when an issue they hold is taken back."""

from answers.services.presentations import set_answer_due
from common import taken_back
from issues.models import Issue
from issues.rules import IssueStatus


@taken_back.copies_of(Issue)
def hold_the_joined_issues(issue, _now):
    """Put what was joined with it into the presentations that held it: those issues are followed alone from now on."""
    joined = issue.merged_issues.filter(status=IssueStatus.MERGED)
    for item in issue.presentation_items.all():
        item.issues.add(*joined)
    set_answer_due(joined)
