"""Whether a family says that what is told as done has not come true; then it is in question, wherever it is shown."""

from django.db.models import Exists, Q

from answers.rules import IN_QUESTION
from issues.models import Issue
from issues.rules import IssueStatus

REOPENED = (IssueStatus.LOGGED, IssueStatus.PRESENTED)


def of_a_family(**said):
    """Return the condition that a family said something of an issue, or another whose issue was merged into it."""
    return Q(**said) | Q(**{f"merged_issues__{name}": value for name, value in said.items()})


def reopened(not_so, **which):
    """Return whether an issue in sight is with the group again, of which somebody says that it is not so."""
    return Exists(Issue.objects.in_sight().filter(not_so, status__in=REOPENED, **which))


class Doubted:
    """A row that tells that something is done. Its queryset reads `has_doubts` with the rows (`with_doubts`)."""

    @property
    def in_question(self):
        """What stands beside it while somebody says that it has not come true, or nothing."""
        if not hasattr(self, "has_doubts"):
            rows = type(self).objects.filter(pk=self.pk).with_doubts()
            self.has_doubts = rows.values_list("has_doubts", flat=True).first()
        return IN_QUESTION if self.has_doubts else ""
