"""Which resolution renewed which term of office."""

from django.db import models

from meetings.models.minutes import Resolution
from members.models import Term


class TermRenewal(models.Model):
    """A term of office that a meeting renewed; one resolution may renew those of several members."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="renewals")
    term = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="renewal")

    def __str__(self):
        return f"{self.resolution}: {self.term}"
