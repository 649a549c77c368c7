"""The lines of the audit trail."""

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.rules import verb_words


def kind_words(label):
    """Return what a kind of record is called, for example "Role grant"; the label itself where the model is gone."""
    try:
        return capfirst(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label


class AuditEntry(models.Model):
    """One line of the audit trail. An anonymous one has a date and no time."""

    on = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_of_object"),
            models.Index(fields=["-on", "-id"], name="audit_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False, at__isnull=False) | Q(by__isnull=True),
                name="audit_has_a_time_where_it_has_a_person",
            ),
        ]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self):
        return f"{self.on} {self.action}: {self.object_name}"

    @property
    def action(self):
        """Return what was done in words."""
        return verb_words(self.verb)

    @property
    def kind(self):
        """Return what kind of record it was done to, in words."""
        return kind_words(self.object_type)
