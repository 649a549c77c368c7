"""Rows with no domain of their own: a row in a higher app owns each of them."""

from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from common import clock
from common.rules import JobState, MessageState, Why


class ReferenceCounter(models.Model):
    """The last number given out for a prefix."""

    prefix = models.CharField(max_length=12, primary_key=True)
    last_number = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.prefix}-{self.last_number}"


class Document(models.Model):
    """A stored file. There is no address that serves one by its own id."""

    file = models.FileField(upload_to="documents/%Y/%m/")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text=_("bytes"))
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    def __str__(self):
        return self.name


class VersionedText(models.Model):
    """Words that several people write together: the row in a higher app that shows them points here, and says who may.

    `number` is that of the last version; it goes on where the versions themselves are erased.
    """

    number = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.pk}: {self.number}"


class TextVersion(models.Model):
    """The words of a shared text as they were saved once; 0 is what stood there before anybody edited it.

    Without a time of day: who saved it, and when exactly, says the audit row of the owner's service.
    """

    of = models.ForeignKey(VersionedText, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField(help_text=_("field to text"))
    saved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["of", "number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_text_per_number")]

    def __str__(self):
        return f"{self.of_id}: {self.number}"


class Redaction(models.Model):
    """That words were taken out of something published: when and why, for everybody; what they were, for staff.

    A row in a higher app owns it, named as "meetings.meeting-12". Without `before` nobody can read them any more.
    """

    of = models.CharField(max_length=80, db_index=True)
    redacted_on = models.DateField()
    reason = models.CharField(max_length=250)
    before = models.JSONField(null=True, blank=True, help_text=_("the texts as they were, for staff alone"))

    def __str__(self):
        return f"{self.of}: {self.redacted_on}"


class Message(models.Model):
    """One e-mail in the outbox; it is written with the change that causes it and sent afterwards."""

    kind = models.CharField(max_length=80, blank=True, help_text=_("which e-mail"))
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    reply_to = models.EmailField(max_length=254, blank=True)
    is_urgent = models.BooleanField(default=False)
    is_date_only = models.BooleanField(default=False, help_text=_("no time of day is kept"))
    key = models.CharField(max_length=150, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
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
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
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


class Installation(models.Model):
    """Whether this database holds sample data or real data: one row, written once when the data is first made.

    The environment cannot say it: a variable set by mistake must not open real data (promise 16 of docs/safety.md).
    """

    is_sample = models.BooleanField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_installation")]

    def __str__(self):
        return "sample data" if self.is_sample else "real data"


class ChainDay(models.Model):
    """One day of the chain, sealed: its head holds the digests of its rows and the head before (docs/record.md)."""

    day = models.DateField(primary_key=True)
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64, unique=True)
    counts = models.JSONField(default=dict, help_text=_("how many rows of each kind"))
    sealed_at = models.DateTimeField()
    checked_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when this day was last compared with the chain")
    )
    misfits = models.PositiveIntegerField(null=True, blank=True, help_text=_("how much of it did not fit then"))

    class Meta:
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day}: {self.head}"

    @property
    def count(self):
        return sum(self.counts.values())

    @property
    def tombstones(self):
        """How many of its rows say that an earlier row was changed or removed."""
        return self.counts.get("common.changes", 0)

    @property
    def sealed_on(self):
        return clock.today(self.sealed_at)


class ChainRow(models.Model):
    """The digest of one row as it was when its day was sealed; its salt goes once the row is changed or erased."""

    day = models.ForeignKey(ChainDay, on_delete=models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind", "key"], name="one_digest_per_row_and_day")]
        indexes = [models.Index(fields=["kind", "key"], name="chain_row_of_row")]

    def __str__(self):
        return f"{self.day_id} {self.kind} {self.key}"


class ChainChange(models.Model):
    """A tombstone: that a sealed row was changed or removed with good reason, and what it must fit from then on.

    It is chained itself, with the day on which it was left. Without a digest the row is gone.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    of_day = models.DateField(db_index=True, help_text=_("the day the row was sealed with"))
    changed_on = models.DateField(db_index=True)
    why = models.CharField(max_length=12, choices=Why)
    digest = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "changed_on"], name="one_tombstone_per_row_and_day")
        ]

    def __str__(self):
        return f"{self.changed_on} {self.kind} {self.key}"


class BackupQuerySet(models.QuerySet):
    def newest(self):
        """Return when the newest that is left was `made`, as far as is known, and when any was last `tried`.

        A drill counts also once its backup was thinned out.
        """
        left = Q(removed_at=None, gone_at=None)
        return self.aggregate(made=Max("made_at", filter=left), tried=Max("last_drill_at"))


class Backup(models.Model):
    """A backup that was made: what it holds, when it was read back, and when a restore of it was last tried."""

    made_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(help_text=_("bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    tables = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    missing_files = models.PositiveIntegerField(default=0, help_text=_("named by rows, and not there"))
    changed_files = models.PositiveIntegerField(default=0, help_text=_("not as they were stored"))
    verified_at = models.DateTimeField()
    last_drill_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    folder = models.CharField(max_length=500, blank=True, help_text=_("where the next backup looks for it"))
    found_at = models.DateTimeField(null=True, blank=True, help_text=_("when a backup last found it there"))
    gone_at = models.DateTimeField(null=True, blank=True, help_text=_("when a backup first did not find it there"))

    objects = BackupQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return self.name


class SearchEntry(models.Model):
    """What can be found of one row, as one audience may read it (`common/search`); its words in a full-text index too.

    The index stands beside it: on PostgreSQL two columns the database computes, on SQLite the table
    `common_searchwords`, kept by triggers.
    """

    kind = models.CharField(max_length=40)
    key = models.PositiveBigIntegerField(help_text=_("of the row"))
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    folded_title = models.TextField(help_text=_("the title without case and accents"))
    folded = models.TextField(help_text=_("title and text without case and accents"))
    on = models.DateField()
    address = models.CharField(max_length=300)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["-on", "-id"], name="search_newest")]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_per_row")]

    def __str__(self):
        return f"{self.kind} {self.key}"


class DocumentWords(models.Model):
    """What a program read in a stored file, so that it can be found; it goes with the file."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField()

    def __str__(self):
        return f"{self.document_id}"
