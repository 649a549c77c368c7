"""That a member is in dispute with an agency, said privately (M8)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import Agency
from accounts.roles import Role, has_role
from members.models.person import Person


class DisputeQuerySet(models.QuerySet):
    def current(self, today):
        return self.filter(ends_on__gte=today)

    def visible_to(self, user):
        """The member themselves, and the co-ordinator; nobody else, in public or in the group."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(person__user=user) if user.is_authenticated else self.none()


class Dispute(models.Model):
    """A member asks to be reminded, until a day, when an item touches an agency they are in dispute with.

    It says no more than with whom, and is never in the register of interests.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="disputes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    ends_on = models.DateField()

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["person", "ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("said_on")), name="dispute_ends_after_it_was_said"),
        ]

    def __str__(self):
        """Neither who nor with whom: the audit trail names it, and administrators read that."""
        return _("Said in private")
