"""An issue that goes from the co-ordinator to an independent reader, or back, and what its parent said of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import clock
from issues.models.issue import Issue


class HandoverQuerySet(models.QuerySet):
    def waiting(self):
        """Return those that the parent was told of and that are neither done nor objected to."""
        return self.filter(done_on__isnull=True, objected_on__isnull=True)


class Handover(models.Model):
    """An issue turned out to be about the service itself, or not to be; its parent reads why.

    What goes to an independent reader goes at once. Before an issue goes to the co-ordinator its parent has time to
    object, or has agreed.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="handovers")
    is_to_reader = models.BooleanField(default=False)
    reason = models.TextField(help_text=_("why, as the parent reads it"))
    asked_on = models.DateField(help_text=_("the parent is told from this day on"))
    from_on = models.DateField(null=True, blank=True, help_text=_("the first day on which it may be done unanswered"))
    agreed_on = models.DateField(null=True, blank=True)
    how_agreed = models.CharField(max_length=250, blank=True)
    objected_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(done_on__isnull=True, objected_on__isnull=True),
                name="one_waiting_handover_of_an_issue",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(objected_on__isnull=True), name="handover_objected_to_is_not_done"
            ),
            models.CheckConstraint(
                condition=Q(is_to_reader=False, from_on__isnull=False)
                | Q(is_to_reader=False, agreed_on__isnull=False)
                | Q(is_to_reader=True, done_on__isnull=False),
                name="parent_is_told_before_the_coordinator_reads",
            ),
        ]

    def __str__(self):
        return f"{self.issue.reference}: {'to the reader' if self.is_to_reader else 'to the co-ordinator'}"

    @property
    def asked_key(self):
        """The key of the turn that tells the parent of it."""
        return f"handover-{self.pk}-asked"

    @property
    def object_by_on(self):
        return self.from_on and self.from_on - clock.DAY

    def may_be_done(self, today):
        """Say whether its parent agreed, or has had the time to object."""
        return bool(self.agreed_on or (self.from_on and self.from_on <= today))
