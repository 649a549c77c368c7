"""What members tell those they speak for after a meeting (M7): when, how, and how many people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from members.models import Membership, Seat


class PassedOnQuerySet(models.QuerySet):
    def of_meeting(self, meeting):
        """Those of a meeting, by constituency."""
        rows = self.filter(meeting=meeting).select_related("membership__person", "seat__constituency")
        return rows.order_by("seat__constituency__order", "seat__constituency__name", "pk")


class PassedOn(models.Model):
    """That those somebody speaks for were told what a meeting decided; once for a seat, whoever of its holders did."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="passed_on")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="passed_on")
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="passed_on", help_text=_("who recorded it last")
    )
    told_on = models.DateField()
    how = models.CharField(max_length=200)
    people = models.PositiveIntegerField(help_text=_("how many were told, as the member says"))
    note = models.TextField(blank=True)
    recorded_on = models.DateField(help_text=_("when it was first recorded"))

    objects = PassedOnQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name_plural = "passed on"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="passed_on_once_a_seat"),
            models.CheckConstraint(condition=Q(people__gt=0), name="passed_on_to_somebody"),
        ]

    def __str__(self):
        return f"{self.seat.constituency}: {self.meeting}"
