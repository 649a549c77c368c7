"""Which resolution decided which yearly review."""

from django.db import models

from meetings.models.minutes import Resolution
from members.models import YearlyReview


class YearlyDecision(models.Model):
    """The resolution of a meeting that decided the yearly review of all memberships (M12)."""

    review = models.OneToOneField(YearlyReview, on_delete=models.PROTECT, related_name="decision")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="yearly_reviews")

    def __str__(self):
        return f"{self.review}: {self.resolution}"
