"""Lists that somebody asked for as a file too long to wait for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.rules import LIST_FILE_KEPT
from common.jobs import wait_words
from common.models import Document, Job


class ListFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A file is for whoever asked for it alone."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def lying_ready(self, now):
        """Those whose day is not over."""
        return self.filter(asked_at__gt=now - LIST_FILE_KEPT)


class ListFile(models.Model):
    """A list as an Excel file that is made in the background, and goes a day after it was asked for.

    `path` and `query` are the address of the list, by which it is asked again whether this person may see it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="list_files")
    name = models.CharField(max_length=250)
    path = models.CharField(max_length=250)
    query = models.TextField(blank=True)
    asked_at = models.DateTimeField(db_index=True)
    rights = models.CharField(max_length=64, blank=True, help_text=_("a hash of the roles it was made with"))
    rows = models.PositiveIntegerField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ListFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("list taken as a file")
        verbose_name_plural = _("lists taken as files")

    def __str__(self):
        return self.name

    @property
    def until(self):
        """The moment up to which it can be downloaded."""
        return self.asked_at + LIST_FILE_KEPT

    @property
    def state_words(self):
        """What becomes of it, while it is not there."""
        return wait_words(self.job) if self.job else ""
