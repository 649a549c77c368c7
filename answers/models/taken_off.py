"""When an entry of “you said, we did” was taken off the page, and why; both are public, and stay."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from answers.models.you_said import YouSaidEntry


class EntryTakenOff(models.Model):
    """A time for which an entry was public, and what ended it."""

    entry = models.ForeignKey(YouSaidEntry, on_delete=models.CASCADE, related_name="taken_off")
    published_on = models.DateField(help_text=_("the day it had been published"))
    taken_off_on = models.DateField()
    reason = models.TextField(help_text=_("everybody reads it where the entry was"))

    class Meta:
        ordering = ["taken_off_on", "pk"]

    def __str__(self):
        return f"{self.entry}: {self.taken_off_on}"
