"""The end of a membership: asked for, agreed by a second person where it must be, and undone within the day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from members.models.membership import Membership
from members.models.review import MembershipReview
from members.rules import WAIT, EndingKind, EndingStatus


class EndingQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=EndingStatus.WAITING)

    def due(self, now):
        """Those that wait for nobody, and whose time has come."""
        return self.waiting().filter(applies_at__lte=now)

    def leaving(self):
        """Those that are certain: their members stay until a last day."""
        return self.waiting().filter(applies_at__isnull=False)

    def to_agree(self):
        """Those that wait for a second person."""
        return self.waiting().filter(applies_at__isnull=True)


class MembershipEnding(models.Model):
    """One end of a membership. Unasked for, or under review, it waits for a second person or for a day.

    With `applies_at` it is made then: after the last day of somebody who gave notice. Without, somebody has to agree.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="endings")
    kind = ChoiceField(max_length=10, choices=EndingKind)
    reason = models.CharField(max_length=200)
    ends_on = models.DateField(help_text=_("the last day"))
    review = models.ForeignKey(
        MembershipReview, on_delete=models.PROTECT, null=True, blank=True, related_name="endings"
    )
    status = ChoiceField(max_length=10, choices=EndingStatus, default=EndingStatus.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applies_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EndingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(status="waiting"), name="one_waiting_ending_of_a_membership"
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", ended_at__isnull=True)
                | (~Q(status="waiting") & Q(ended_at__isnull=False)),
                name="an_ending_over_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("asked_by")),
                name="a_second_person_agrees_to_an_ending",
            ),
        ]

    def __str__(self):
        return f"{self.membership} {self.ends_on}"

    @property
    def waits_a_day(self):
        """Whether it waits 24 hours because nobody else can agree to it."""
        return self.agreed_by_id is None and self.applies_at == self.asked_at + WAIT

    @property
    def is_to_agree(self):
        return self.status == EndingStatus.WAITING and self.applies_at is None
