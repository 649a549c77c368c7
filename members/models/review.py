"""The group's review of a membership (M11)."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from common.versions import version_of, versions_of_text
from members.models.membership import Membership
from members.rules import ReviewOutcome, ReviewStatus


class ReviewQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=ReviewStatus.OPEN)

    def visible_to(self, user):
        """A review is private to the co-ordinator and the member concerned."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(membership__person__user=user) if user.is_authenticated else self.none()


class MembershipReview(models.Model):
    """The group's review of a membership after three consecutive meetings missed (M11)."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reviews")
    status = ChoiceField(max_length=10, choices=ReviewStatus, default=ReviewStatus.OPEN)
    opened_on = models.DateField()
    missed_on = models.JSONField(default=list, help_text=_("the dates of the run of meetings missed"))
    member_said = models.TextField(blank=True, help_text=_("the member may be heard"))
    words = versions_of_text()
    outcome = ChoiceField(max_length=10, choices=ReviewOutcome, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text=_("the support agreed, or the group's reason"))
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(status="open"),
                name="one_open_review_per_membership",
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided_on__isnull=True, withdrawn_on__isnull=True, outcome="")
                | (Q(status="decided", decided_on__isnull=False, withdrawn_on__isnull=True) & ~Q(outcome=""))
                | Q(status="withdrawn", withdrawn_on__isnull=False, decided_on__isnull=True, outcome=""),
                name="review_dates_match_its_status",
            ),
        ]

    def __str__(self):
        return f"{self.membership} {self.opened_on}"

    def get_absolute_url(self):
        return reverse("members:review_detail", args=[self.pk])

    @property
    def said_version(self):
        return version_of(self)

    @property
    def is_open(self):
        return self.status == ReviewStatus.OPEN

    @property
    def missed_days(self):
        """The dates of the run of meetings missed, oldest first."""
        return [dt.date.fromisoformat(day) for day in self.missed_on]
