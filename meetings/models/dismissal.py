"""That a proposed declaration was set aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import AgendaItem
from members.models import Dispute, Interest, Person


class Dismissal(models.Model):
    """A member said that an item does not affect an interest of theirs, so that it is not proposed again (M8)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="dismissals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    dispute = models.ForeignKey(Dispute, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    dismissed_on = models.DateField(help_text=_("the day the member said so"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(interest__isnull=False, dispute=None) | Q(interest=None, dispute__isnull=False),
                name="dismissal_is_of_an_interest_or_a_dispute",
            ),
            models.UniqueConstraint(
                fields=["item", "interest"], condition=Q(dispute=None), name="one_dismissal_of_an_interest"
            ),
            models.UniqueConstraint(
                fields=["item", "dispute"], condition=Q(interest=None), name="one_dismissal_of_a_dispute"
            ),
        ]

    def __str__(self):
        return f"{self.item_id}"
