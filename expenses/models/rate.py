"""What is paid for a mile or an hour, from a day on (M13)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from expenses.rules import RateKind


class RateQuerySet(models.QuerySet):
    def on(self, kind, day):
        """Return the rate that holds on a day, or None: of several from one day the one that was set last."""
        return self.filter(kind=kind, holds_from__lte=day).order_by("-holds_from", "-pk").first()

    def visible_to(self, user):
        """Rates name nobody, and whoever signs in may read what is paid."""
        return self if user.is_authenticated else self.none()


class Rate(models.Model):
    """What is paid from a day on; nothing is ever edited, a correction is a newer row."""

    kind = ChoiceField(max_length=12, choices=RateKind)
    amount = models.DecimalField(max_digits=7, decimal_places=3, help_text=_("in pounds"))
    holds_from = models.DateField()
    set_on = models.DateField()

    objects = RateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-holds_from", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_rate_pays_something")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"
