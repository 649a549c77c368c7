"""The group's own documents: its terms of reference, clause by clause, and the promises it took over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting


class DocumentKind(models.TextChoices):
    TERMS = "terms", _("terms of reference")
    PROMISES = "promises", _("promises")


class TermsVersion(models.Model):
    """A version of the terms (or of the promises) in force from a date; reviewed every year (E1)."""

    kind = models.CharField(max_length=10, choices=DocumentKind)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    in_force_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    agreed_at = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_version_per_number")]

    def __str__(self):
        return f"{self.title} {self.number}"


class Clause(models.Model):
    """One clause, such as M11; its evidence is found by its identifier."""

    version = models.ForeignKey(TermsVersion, on_delete=models.CASCADE, related_name="clauses")
    identifier = models.CharField(max_length=6)
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "identifier"], name="one_clause_per_identifier")]

    def __str__(self):
        return self.identifier


class TermsReview(models.Model):
    """The group's yearly look at its purpose, aims and remit, decided at a meeting (E1)."""

    version = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="reviews")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="terms_reviews")
    decided_on = models.DateField()
    is_changed = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-decided_on"]

    def __str__(self):
        return f"{self.version}: {self.decided_on}"
