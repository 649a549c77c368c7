"""The chain of days, the installation itself and its backups."""

from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from common import clock
from common.model_fields import ChoiceField
from common.rules import Why


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
    why = ChoiceField(max_length=12, choices=Why)
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
