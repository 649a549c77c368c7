"""One thing that is claimed (M13)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from common.models import Document
from expenses.models.claim import ZERO, Claim
from expenses.rules import NEEDS_RECEIPT, LineKind


class LineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Lines with their words and receipts are read by whoever reads those of the claim."""
        return self.filter(claim__in=Claim.objects.with_receipts_for(user))

    def without_receipt(self):
        """Return those that need a receipt and have neither one nor the reason why there is none."""
        return self.filter(kind__in=NEEDS_RECEIPT, document=None, no_receipt_reason="")


class Line(models.Model):
    """One thing that is claimed, with the rate it was reckoned at: a later rate never moves it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    kind = ChoiceField(max_length=12, choices=LineKind)
    on = models.DateField()
    what = models.CharField(max_length=150, blank=True)
    miles = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    passengers = models.PositiveSmallIntegerField(default=0)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    passenger_rate = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    passenger_amount = models.DecimalField(max_digits=8, decimal_places=2, default=ZERO)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text=_("the receipt")
    )
    no_receipt_reason = models.CharField(max_length=200, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_line_claims_something"),
            models.CheckConstraint(
                condition=~Q(kind="mileage") | Q(miles__gt=0, rate__isnull=False), name="mileage_says_how_far"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["care", "involvement"]) | Q(hours__gt=0, rate__isnull=False),
                name="paid_by_the_hour_says_how_long",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"

    def get_absolute_url(self):
        return self.claim.get_absolute_url()

    @property
    def total(self):
        return self.amount + self.passenger_amount

    @property
    def lacks_receipt(self):
        return self.kind in NEEDS_RECEIPT and not self.document_id and not self.no_receipt_reason

    @property
    def is_payment(self):
        return self.kind == LineKind.INVOLVEMENT
