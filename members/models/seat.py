"""The seats of the group: where they belong, and what each asks of its holder."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import TextVersion
from common.versions import version_of, versions_of_text


class Constituency(models.Model):
    """One of the groups that must be represented (M1)."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    target_seats = models.PositiveSmallIntegerField(default=1)
    is_council_side = models.BooleanField(default=False, help_text=_("counts towards the council's half of P2"))
    is_required = models.BooleanField(default=False, help_text=_("one of the seven that M1 names"))

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "constituencies"

    def __str__(self):
        return self.name


class RoleDescriptionQuerySet(models.QuerySet):
    def in_force(self):
        """Role descriptions of which a version was published."""
        return self.filter(Exists(RoleDescriptionVersion.objects.published().filter(description=OuterRef("pk"))))

    def visible_to(self, user):
        """Everyone sees those in force; people who write them see drafts too."""
        return self if user.has_perm("members.manage_role_description") else self.in_force()


class RoleDescription(models.Model):
    """What a kind of seat asks of its holder: the "job description" of M2."""

    title = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    words = versions_of_text()

    objects = RoleDescriptionQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("members:role_description_detail", args=[self.slug])

    @property
    def edits(self):
        """How many times its text was saved; an edit names the one it started from."""
        return version_of(self)

    @property
    def in_force(self):
        """The published version with the highest number, or None."""
        return self.versions.published().select_related("kept").order_by("-number").first()

    @property
    def latest_text(self):
        """The text an edit starts from: the draft, or else the version in force; empty before the first version."""
        version = self.draft or self.in_force
        return version.text if version else ""

    @property
    def draft(self):
        return self.versions.filter(published_on__isnull=True).select_related("kept").first()


class VersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_on__isnull=False)


class RoleDescriptionVersion(models.Model):
    """Which of the saves of a role description was published as its version 1, 2, ...; the last of them is in force.

    A draft goes on from save to save; one that was published keeps its own for good, and so do those who accepted it.
    """

    description = models.ForeignKey(RoleDescription, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kept = models.OneToOneField(TextVersion, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["description", "number"]
        constraints = [
            models.UniqueConstraint(fields=["description", "number"], name="one_description_per_number"),
            models.UniqueConstraint(
                fields=["description"],
                condition=Q(published_on__isnull=True),
                name="one_draft_per_role_description",
            ),
        ]

    def __str__(self):
        return f"{self.description} {self.number}"

    @property
    def text(self):
        return self.kept.texts["text"]


class SeatQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def open_on(self, day):
        """Those that were open at the end of a day."""
        return self.filter(opened_on__lte=day).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


class Seat(models.Model):
    """A place on the group, belonging to a constituency; some are shared (M9)."""

    constituency = models.ForeignKey(Constituency, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=120)
    role_description = models.ForeignKey(
        RoleDescription,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
    )
    is_shared = models.BooleanField(default=False)
    sharing_agreed_on = models.DateField(null=True, blank=True, help_text=_("the meeting that agreed it (M9)"))
    sharing_agreed_where = models.CharField(
        max_length=200, blank=True, help_text=_("the meeting and its resolution, or how else it was agreed")
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["constituency__order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(sharing_agreed_on__isnull=False),
                name="a_shared_seat_was_agreed",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("members:seat_detail", args=[self.pk])
