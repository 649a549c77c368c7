"""Who reads what the group discusses, beside its members; both kinds of rows are written by the meetings."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common import clock
from members.models import Person


class GroupGuest(models.Model):
    """A substitute who signs in with this address: until the day of the meeting they read what members read (M10)."""

    email = models.EmailField(unique=True)
    until_on = models.DateField(help_text=_("the day of the meeting"))

    def __str__(self):
        return f"{self.email} until {self.until_on}"


class ConflictOfInterest(models.Model):
    """What a member, or a substitute by their address, does not read: they declared an interest in it (M8)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="conflicts_of_interest"
    )
    email = models.EmailField(blank=True, help_text=_("of a substitute"))
    theme = models.ForeignKey("issues.Theme", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    issue = models.ForeignKey("issues.Issue", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False, issue__isnull=True) | Q(theme__isnull=True, issue__isnull=False),
                name="conflict_is_in_a_theme_or_an_issue",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | (Q(person__isnull=True) & ~Q(email="")),
                name="conflict_is_of_a_person_or_a_substitute",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.email}: {self.theme or self.issue}"


def is_reader(user):
    """Return the condition that somebody reads what the group discusses: a member, the co-ordinator, a substitute."""
    if has_role(user, Role.MEMBER, Role.COORDINATOR):
        return Q()
    return Q(Exists(GroupGuest.objects.filter(email=user.email, until_on__gte=clock.today())))


def is_in_conflict(user):
    """Return the condition that somebody is in conflict with an issue, its theme or the one it was merged into."""
    own = ConflictOfInterest.objects.filter(Q(person__user=user) | Q(email=user.email))
    same = Q(issue=OuterRef("pk")) | Q(issue=OuterRef("split_from")) | Q(theme=OuterRef("theme"))
    main = Q(issue=OuterRef("merged_into")) | Q(theme=OuterRef("merged_into__theme"))
    return Q(Exists(own.filter(same | main)))
