"""The register of interests (M8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from members.models.person import Person
from members.rules import InterestStatus


class InterestQuerySet(models.QuerySet):
    def current(self):
        return self.filter(status=InterestStatus.CURRENT)

    def visible_to(self, user):
        """The public sees current interests not kept private; the co-ordinator all, a member also their own."""
        if has_role(user, Role.COORDINATOR):
            return self
        public = Q(status=InterestStatus.CURRENT, is_private=False)
        return self.filter(public | Q(person__user=user)) if user.is_authenticated else self.filter(public)


class Interest(models.Model):
    """An interest in the register (M8); it is ended, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    body = models.CharField(_("body"), max_length=150)
    capacity = models.CharField(_("capacity"), max_length=150, help_text=_("for example: employee, trustee, parent"))
    is_connected_person = models.BooleanField(default=False, help_text=_("held by somebody close to the member"))
    is_pecuniary = models.BooleanField(default=False)
    is_private = models.BooleanField(default=False)
    status = ChoiceField(max_length=8, choices=InterestStatus, default=InterestStatus.CURRENT)
    starts_on = models.DateField()
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "body"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="current", ended_on__isnull=True) | Q(status="ended", ended_on__isnull=False),
                name="interest_dates_match_its_status",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.body}"


class InterestReturn(models.Model):
    """A member's yearly confirmation that the register is right; "nil" when there is nothing to register (M8)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interest_returns")
    confirmed_on = models.DateField()
    is_nil = models.BooleanField(default=False)

    class Meta:
        ordering = ["-confirmed_on"]

    def __str__(self):
        return f"{self.person} {self.confirmed_on}"
