"""A published number of people that was wrong: both numbers stay readable, with the day and the reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CorrectedCount(models.Model):
    """How many were said to have spoken, how many it really was, and whether all are known to be parents or carers."""

    corrected_on = models.DateField()
    earlier_count = models.PositiveIntegerField()
    earlier_parents = models.BooleanField(default=False)
    new_count = models.PositiveIntegerField()
    new_parents = models.BooleanField(default=False)
    reason = models.TextField(help_text=_("why the number was wrong; everyone can read it"))

    class Meta:
        abstract = True
        ordering = ["corrected_on", "pk"]

    def __str__(self):
        return f"{self.earlier_count} -> {self.new_count}"
