"""What families say of a promise: whether it came true for them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from answers.models.commitment import Commitment
from answers.rules import CameTrue
from common.model_fields import ChoiceField
from issues.models import Issue, IssueMove
from issues.rules import IssueStatus


class PromiseFeedbackQuerySet(models.QuerySet):
    def about(self, issue):
        """Return what was said of the promises behind an issue, also by those whose issue was merged into it."""
        same = Issue.objects.filter(Q(pk=issue.pk) | Q(merged_into=issue), is_hidden=False)
        return self.filter(issue__in=same.order_by().values("pk"))

    def taken_back(self):
        """Those whose no reopened an issue, and who say yes now."""
        return self.filter(verdict=CameTrue.YES, reopening__isnull=False)


class PromiseFeedback(models.Model):
    """One family's last word on whether a promise came true: yes, partly or no, and why not."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="feedback")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="promise_feedback")
    verdict = ChoiceField(max_length=8, choices=CameTrue)
    words = models.TextField(blank=True, help_text=_("for the group, never published"))
    given_on = models.DateField()
    reopening = models.ForeignKey(
        IssueMove,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("the step that a no caused; it stays when the family says something else"),
    )

    objects = PromiseFeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "issue"], name="one_word_a_family_on_a_promise"),
            models.CheckConstraint(condition=Q(verdict="yes") | ~Q(words=""), name="partly_and_no_say_why"),
        ]

    def __str__(self):
        return f"{self.issue.reference}, {self.commitment.reference}: {self.verdict}"

    @property
    def is_taken_back(self):
        """Whether a no of this family reopened the issue, and it says yes now."""
        return self.verdict == CameTrue.YES and self.reopening_id is not None


def true_after_all():
    """Return the issues that a no to a promise reopened, and nothing since, where nobody says no any more."""
    moves = IssueMove.objects.filter(issue=OuterRef("pk")).order_by("-on", "-pk")
    reopened = PromiseFeedback.objects.taken_back().filter(reopening=OuterRef("last_move"))
    same = Q(issue=OuterRef("pk")) | Q(issue__merged_into=OuterRef("pk"))
    still_no = PromiseFeedback.objects.filter(same, verdict=CameTrue.NO)
    logged = Issue.objects.in_sight().filter(status=IssueStatus.LOGGED)
    rows = logged.annotate(last_move=Subquery(moves.values("pk")[:1]))
    return rows.filter(Exists(reopened)).exclude(Exists(still_no))


def is_true_after_all(issue):
    """Say whether whoever had an issue reopened, because a promise had not come true, now says that it did."""
    return issue.status == IssueStatus.LOGGED and true_after_all().filter(pk=issue.pk).exists()
