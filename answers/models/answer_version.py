"""What every version of an answer has, whether to a presentation or to a theme of a consultation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from answers.rules import ResponseStatus
from common.model_fields import ChoiceField
from common.versions import version_of, versions_of_text


class AnswerVersion(models.Model):
    """One version of an answer: a draft, then posted for everybody; it is superseded by another, never edited (P12)."""

    number = models.PositiveSmallIntegerField(default=1)
    status = ChoiceField(max_length=10, choices=ResponseStatus, default=ResponseStatus.DRAFT)
    because = models.TextField(
        blank=True, help_text=_("why it takes the place of the earlier version; everyone can read it")
    )
    words = versions_of_text()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    posted_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        abstract = True

    @property
    def version(self):
        return version_of(self)

    @property
    def edition(self):
        """Which draft this is and which version of its words: what a preview shows, and alone may be posted from it."""
        return f"{self.pk}.{self.version}"

    @property
    def is_superseded(self):
        return self.status == ResponseStatus.SUPERSEDED

    @property
    def replaced_on(self):
        """The day the next version was posted in its place, or None while it holds."""
        return self.superseded_by.posted_on if self.is_superseded else None
