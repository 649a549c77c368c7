"""What waits to be done or sent, and what guards a form that is sent twice or too often."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from common.rules import JobState, MessageState


class Message(models.Model):
    """One e-mail in the outbox; it is written with the change that causes it and sent afterwards."""

    kind = models.CharField(max_length=80, blank=True, help_text=_("which e-mail"))
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    stop_url = models.CharField(
        max_length=300, blank=True, help_text=_("where one click stops such e-mails (RFC 8058)")
    )
    is_urgent = models.BooleanField(default=False)
    is_date_only = models.BooleanField(default=False, help_text=_("no time of day is kept"))
    key = models.CharField(max_length=150, null=True, blank=True, unique=True)
    state = ChoiceField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    lease = models.CharField(max_length=32, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="message_sent_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["-is_urgent", "send_after", "id"], condition=Q(state="waiting"), name="message_queue"),
            models.Index(fields=["-created_at", "-id"], condition=Q(state="failed"), name="message_failed"),
        ]

    def __str__(self):
        return self.subject


UNFINISHED = Q(state__in=["waiting", "running"])


class Job(models.Model):
    """A piece of background work; this row, not the broker, is the truth about it."""

    kind = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=150, null=True, blank=True)
    is_date_only = models.BooleanField(default=False, help_text=_("no time of day is kept"))
    state = ChoiceField(max_length=10, choices=JobState, default=JobState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text=_("percent"))
    step = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, help_text=_("why it failed, in words for people"))
    error = models.CharField(max_length=500, blank=True, help_text=_("why it failed, for engineers"))
    created_at = models.DateTimeField()
    look_again_at = models.DateTimeField(help_text=_("when it has stood still for too long"))
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=32, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=UNFINISHED, name="one_unfinished_job_per_key"),
            models.CheckConstraint(
                condition=(UNFINISHED & Q(finished_at__isnull=True)) | (~UNFINISHED & Q(finished_at__isnull=False)),
                name="job_finished_has_a_moment",
            ),
            models.CheckConstraint(
                condition=(Q(state="running") & ~Q(lease="")) | (~Q(state="running") & Q(lease="")),
                name="job_running_has_a_lease",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_is_percent"),
        ]
        indexes = [models.Index(fields=["look_again_at"], condition=UNFINISHED, name="job_sweep")]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def is_finished(self):
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}

    @property
    def is_waiting(self):
        return self.state == JobState.WAITING

    @property
    def is_running(self):
        return self.state == JobState.RUNNING

    @property
    def is_done(self):
        return self.state == JobState.DONE

    @property
    def is_cancelled(self):
        return self.state == JobState.CANCELLED

    @property
    def is_failed(self):
        return self.state == JobState.FAILED


class Submission(models.Model):
    """An idempotency key that was used, hashed, and the reference it led to."""

    key = models.CharField(max_length=64, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    reference = models.CharField(max_length=60)
    created_on = models.DateField(db_index=True)

    def __str__(self):
        return self.reference


class RateCount(models.Model):
    """How often something was done in one window of time.

    The subject is a hash of the window and of who did it, so that the row tells neither an address nor a time of day.
    """

    scope = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    counted_on = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "subject"], name="one_count_per_window")]

    def __str__(self):
        return f"{self.scope} {self.count}"


class ReferenceCounter(models.Model):
    """The last number given out for a prefix."""

    prefix = models.CharField(max_length=12, primary_key=True)
    last_number = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.prefix}-{self.last_number}"
