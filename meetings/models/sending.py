"""Which meetings something that was sent is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from members.models import Sending


class MeetingSending(models.Model):
    """What was sent about a meeting, and how the meeting stood then: its day, hour and place.

    `tells_when` says that it tells when and where the meeting is, and so counts as an invitation to it (M11).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sendings")
    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="meetings")
    sequence = models.PositiveIntegerField(help_text=_("the calendar sequence of the meeting"))
    tells_when = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "sending"], name="sent_once_about_a_meeting")]

    def __str__(self):
        return f"{self.meeting}: {self.sending}"
