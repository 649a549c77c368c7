"""What happens to presentations and to entries of “you said, we did” when one of their issues is withdrawn."""

from answers.models import YouSaidEntry
from answers.services.presentations import set_answer_due
from common import taken_back
from common.versions import erase_versions_of
from issues.models import Issue
from issues.rules import IssueStatus


@taken_back.copies_of(Issue)
def hold_the_merged_issues(issue, _now):
    """Put issues merged into it into its presentations, because they are followed on their own from now on."""
    merged = issue.merged_issues.filter(status=IssueStatus.MERGED)
    for item in issue.presentation_items.all():
        item.issues.add(*merged)
    set_answer_due(merged)


@taken_back.copies_of(Issue)
def erase_earlier_words_of_entries(issue, _now):
    """Erase the earlier versions of entries of "you said, we did" that were drafted from this issue's words alone."""
    erase_versions_of(YouSaidEntry.objects.filter(answer__item__issue=issue))


@taken_back.copies_of(Issue)
def erase_words_on_promises(issue, _now):
    """Erase what its parent said of promises; it is counted no more."""
    issue.promise_feedback.all().delete()
