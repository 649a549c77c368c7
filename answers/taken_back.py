"""What becomes of presentations, and of entries of “you said, we did”, when an issue they hold is taken back."""

from answers.models import YouSaidEntry
from answers.services.presentations import set_answer_due
from common import taken_back
from common.versions import erase_versions_of
from issues.models import Issue
from issues.rules import IssueStatus


@taken_back.copies_of(Issue)
def hold_the_joined_issues(issue, _now):
    """Put what was joined with it into the presentations that held it: those issues are followed alone from now on."""
    joined = issue.merged_issues.filter(status=IssueStatus.MERGED)
    for item in issue.presentation_items.all():
        item.issues.add(*joined)
    set_answer_due(joined)


@taken_back.copies_of(Issue)
def erase_earlier_words_of_entries(issue, _now):
    """Erase the earlier versions of entries of "you said, we did" that were drafted from its words alone."""
    erase_versions_of(YouSaidEntry.objects.filter(answer__item__issue=issue))
