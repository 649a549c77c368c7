"""Files that are imported: who imports which list, how far it has come, and for a day the rows themselves."""

from itertools import zip_longest

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import has_perm
from accounts.rules import ROWS_KEPT, ImportStatus
from common.imports import count_words, kinds, understood
from common.model_fields import ChoiceField
from common.models import Job
from common.rules import RowFate

UNDER_WAY = (ImportStatus.CHECKING, ImportStatus.TAKING, ImportStatus.UNDOING)
NOT_IMPORTED = (ImportStatus.READ, ImportStatus.CHECKING, ImportStatus.FAULTY, ImportStatus.CHECKED, ImportStatus.LEFT)
WAS_IMPORTED = (ImportStatus.IMPORTED, ImportStatus.UNDOING, ImportStatus.UNDONE)


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who may import a list sees what was imported of it; before it is imported, a file is its person's alone."""
        if not user.is_authenticated:
            return self.none()
        mine = [name for name, kind in kinds.items() if has_perm(user, kind.permission)]
        return self.filter(models.Q(by=user) | models.Q(status__in=WAS_IMPORTED), kind__in=mine)

    def undone_by(self, user):
        """Return those that somebody may undo: of some lists only their own."""
        own = [name for name, kind in kinds.items() if kind.is_undone_by_importer]
        return self.exclude(~models.Q(by=user), kind__in=own)

    def with_rows(self):
        """Return those of which is kept what the file says, or what it was called."""
        return self.exclude(file_name="", headings=[])

    def unfinished(self):
        return self.filter(status__in=NOT_IMPORTED).exclude(status=ImportStatus.LEFT)


class Import(models.Model):
    """A file that somebody chose for a list. What it said goes after a day; that it was imported stays."""

    kind = models.CharField(max_length=60, help_text=_("which list"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = ChoiceField(max_length=10, choices=ImportStatus, default=ImportStatus.READ)
    file_name = models.CharField(max_length=150, blank=True)
    sheet = models.CharField(
        max_length=150, blank=True, help_text=_("which sheet was read, where the book has more than one")
    )
    headings_at = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("the row of its headings, where they stand under a title")
    )
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=list, help_text=_("the column of the list that each column of the file means"))
    options = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict, help_text=_("how many rows were created, changed, unchanged, refused"))
    size = models.PositiveIntegerField(help_text=_("rows"))
    fault_count = models.PositiveIntegerField(default=0)
    kept_count = models.PositiveIntegerField(default=0, help_text=_("rows that could not be undone"))
    shown = models.CharField(max_length=64, blank=True, help_text=_("a mark of the check that was shown"))
    has_changed = models.BooleanField(default=False, help_text=_("confirmed, but no longer as it was shown"))
    begun_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rows_go_at = models.DateTimeField(help_text=_("when the rows of the file are deleted"))
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=WAS_IMPORTED, imported_at__isnull=False)
                | (~models.Q(status__in=WAS_IMPORTED) & models.Q(imported_at__isnull=True)),
                name="imported_file_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(status="undone", undone_at__isnull=False)
                | (~models.Q(status="undone") & models.Q(undone_at__isnull=True)),
                name="undone_import_has_its_moment",
            ),
        ]

    def __str__(self):
        return str(self.list.heading)

    def get_absolute_url(self):
        return reverse("accounts:import_detail", args=[self.pk])

    @property
    def list(self):
        """The declaration of the list it is for."""
        return kinds[self.kind]

    @property
    def counted(self):
        """What became of the rows, in words: "3 created, 1 unchanged"."""
        return count_words(self.counts)

    @property
    def read_from(self):
        """Where in the file its headings and rows were found, as far as that needs saying."""
        words = (
            [_("Sheet that was read: %(name)s. To read another, move it to the front.") % {"name": self.sheet}]
            if self.sheet
            else []
        )
        if self.headings_at and self.headings:
            words.append(_("Headings found in row %(number)s.") % {"number": self.headings_at})
        return " ".join(words)

    @property
    def is_busy(self):
        """Whether it is being dealt with in the background now."""
        return self.status in UNDER_WAY and self.job is not None and not self.job.is_finished

    @property
    def has_stopped(self):
        """Whether what was being done in the background has failed."""
        return self.status in UNDER_WAY and not self.is_busy

    @property
    def has_stopped_undoing(self):
        return self.status == ImportStatus.UNDOING and self.has_stopped

    @property
    def was_imported(self):
        return self.status in WAS_IMPORTED

    @property
    def was_taken_back(self):
        """Whether somebody has undone it, though perhaps not to the end yet."""
        return self.status in (ImportStatus.UNDOING, ImportStatus.UNDONE)

    @property
    def is_undone(self):
        return self.status == ImportStatus.UNDONE

    @property
    def waits_for_columns(self):
        return self.status == ImportStatus.READ

    @property
    def waits_for_yes(self):
        return self.status == ImportStatus.CHECKED

    @property
    def is_faulty(self):
        return self.status == ImportStatus.FAULTY

    @property
    def was_left(self):
        return self.status == ImportStatus.LEFT

    def is_for(self, user):
        """Say whether somebody may undo it: of some lists only whoever imported it."""
        return not self.list.is_undone_by_importer or self.by_id == user.pk

    def can_be_undone(self, now):
        """Say whether the day in which it can be undone is not over; what stayed the first time can be tried again."""
        is_left = self.status == ImportStatus.UNDONE and self.kept_count > 0
        return (self.status == ImportStatus.IMPORTED or is_left) and now < self.imported_at + ROWS_KEPT


class OwnRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What a file says is for whoever chose it, as long as they may import its list."""
        return self.filter(of__in=Import.objects.visible_to(user).filter(by=user.pk))


class ImportedRow(models.Model):
    """One row of a file: what it says, and what came of it."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text=_("as the spreadsheet counts"))
    cells = models.JSONField()
    fate = ChoiceField(max_length=10, choices=RowFate, blank=True)
    made = models.JSONField(default=list, help_text=_("model and key of each row that it made"))
    changed = models.JSONField(default=list, encoder=DjangoJSONEncoder, help_text=_("the fields it changed of others"))
    digest = models.CharField(max_length=64, blank=True, help_text=_("of what it made, as it was then"))
    note = models.CharField(max_length=250, blank=True, help_text=_("what would change; then why it is never undone"))
    kept_because = models.CharField(max_length=250, blank=True, help_text=_("why it could not be undone"))

    objects = OwnRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_row_per_number_of_a_file")]

    def __str__(self):
        return f"{self.of_id}: {self.number}"

    @property
    def typed(self):
        """Return [(heading, cell, what it was read as if that reads otherwise)] of the cells with something in them."""
        fields = self.of.list.fields
        columns = zip_longest(self.of.headings, self.of.columns, self.cells[: len(self.of.headings)], fillvalue="")
        return [
            (heading, cell, understood(fields[name], cell) if name in fields else "")
            for heading, name, cell in columns
            if cell
        ]


class ImportFault(models.Model):
    """What is wrong in one cell of a file, or in a whole row where no column is named."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="faults")
    number = models.PositiveIntegerField(help_text=_("of the row, as the spreadsheet counts"))
    column = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    typed = models.TextField(blank=True)

    objects = OwnRowQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self):
        return f"{self.of_id}: {self.number} {self.column}"
