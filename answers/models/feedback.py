"""What parents say of an answer."""

from django.db import models
from django.db.models import Q

from issues.models import Issue, in_sight_at
from issues.rules import IssueStatus


class FeedbackQuerySet(models.QuerySet):
    def about(self, issue):
        """Return what was said of the answer to an issue, also by those whose issue was merged into it."""
        merged = in_sight_at("issue__") & Q(issue__merged_into=issue, issue__status=IssueStatus.MERGED)
        same = Q(issue=issue) | merged
        return self.filter(same).order_by("given_on", "pk")


class IssueFeedback(models.Model):
    """The parent's word on the answer: it answers it, or it does not, because ..."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="feedback")
    is_answered = models.BooleanField()
    reason = models.TextField(blank=True)
    given_on = models.DateField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]

    def __str__(self):
        return f"{self.issue.reference}: {self.is_answered}"
