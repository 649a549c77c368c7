"""What families say of a promise: whether it came true for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from answers.models.commitment import Commitment
from answers.rules import CameTrue
from issues.models import Issue


class PromiseFeedback(models.Model):
    """One family's last word on whether a promise came true: yes, partly or no, and why not."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="feedback")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="promise_feedback")
    verdict = models.CharField(max_length=8, choices=CameTrue)
    words = models.TextField(blank=True, help_text=_("for the group, never published"))
    given_on = models.DateField()

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "issue"], name="one_word_a_family_on_a_promise"),
            models.CheckConstraint(condition=Q(verdict="yes") | ~Q(words=""), name="partly_and_no_say_why"),
        ]

    def __str__(self):
        return f"{self.issue.reference}, {self.commitment.reference}: {self.verdict}"
