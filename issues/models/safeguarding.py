"""What was put out of sight for the safeguarding lead, by when it is looked at, and what was decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from issues.models.issue import Issue
from issues.rules import SafeguardingOutcome


class ConcernQuerySet(models.QuerySet):
    def waiting_on(self, day):
        """Return those that nobody had decided on a day."""
        return self.filter(raised_on__lte=day).filter(Q(decided_on__isnull=True) | Q(decided_on__gt=day))


class SafeguardingConcern(models.Model):
    """Each time an issue is put out of sight. The lead's words on it are in the audit trail."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="concerns")
    raised_on = models.DateField()
    decide_by_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    outcome = ChoiceField(max_length=10, choices=SafeguardingOutcome, blank=True)
    referred_to = models.CharField(max_length=200, blank=True, help_text=_("where it was referred to"))
    referred_on = models.DateField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, outcome="") | (Q(decided_on__isnull=False) & ~Q(outcome="")),
                name="a_concern_is_decided_with_its_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="referred") | (~Q(referred_to="") & Q(referred_on__isnull=False)),
                name="what_was_referred_says_where_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.issue.reference}: {self.outcome or self.decide_by_on}"
