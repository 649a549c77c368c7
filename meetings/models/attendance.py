"""Models of replies and attendance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from meetings.models.meeting import Meeting
from meetings.rules import AttendanceRecord, ReplyKind
from members.models import Membership, Person


class Reply(models.Model):
    """A member's reply to the invitation; it can name a substitute (M10)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="replies")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="replies")
    kind = ChoiceField(max_length=10, choices=ReplyKind)
    reason = models.CharField(max_length=250, blank=True)
    substitute_name = models.CharField(max_length=120, blank=True)
    substitute_email = models.EmailField(blank=True, help_text=_("what the substitute signs in with, to read the pack"))
    needs = models.TextField(blank=True, help_text=_("access and care needs, private to the co-ordinator"))
    replied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="one_reply_per_membership"),
            models.CheckConstraint(
                condition=~Q(kind="substitute") | ~Q(substitute_name=""),
                name="a_substitute_is_named_on_the_reply",
            ),
        ]

    def __str__(self):
        return f"{self.membership}: {self.kind}"


class Attendance(models.Model):
    """Attendance of a membership at a meeting, with name, role and affiliation as they were that day (M11)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendance")
    record = ChoiceField(max_length=10, choices=AttendanceRecord)
    was_invited = models.BooleanField(default=True)
    substitute_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=250, blank=True)
    name = models.CharField(max_length=120)
    role_title = models.CharField(max_length=120, blank=True)
    affiliation = models.CharField(
        max_length=310, blank=True, help_text=_("both, where one person sits for two bodies")
    )
    constituency = models.CharField(max_length=120)

    class Meta:
        ordering = ["meeting", "name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="one_attendance_per_membership"),
            models.CheckConstraint(
                condition=~Q(record="substitute") | ~Q(substitute_name=""),
                name="a_substitute_is_named_on_the_record",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.record}"


class AbsenceNotice(models.Model):
    """The e-mail after two meetings missed in a row, sent once for each run (M11)."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="absence_notices")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["membership", "meeting"], name="one_notice_per_run")]

    def __str__(self):
        return f"{self.membership} {self.sent_on}"


class InAttendance(models.Model):
    """Someone in attendance who is not a member: an officer, an observer, a visitor."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="others")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    role_title = models.CharField(max_length=120, blank=True)
    affiliation = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["meeting", "name"]
        verbose_name_plural = "in attendance"

    def __str__(self):
        return self.name
