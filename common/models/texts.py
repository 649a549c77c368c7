"""Texts that have versions, the documents that are kept, and what was taken out of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class DocumentWords(models.Model):
    """What a program read in a stored file, so that it can be found; it goes with the file."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField()

    def __str__(self):
        return f"{self.document_id}"


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
