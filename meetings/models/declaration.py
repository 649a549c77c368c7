"""The declaration of an interest, and whom it binds (M8)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from meetings.rules import BINDING, DeclarationStatus, Handling
from members.models import Interest, Person

REPLIES = "person__memberships__replies"


class DeclarationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Declarations on private items are for members and the co-ordinator only."""
        if has_role(user, Role.COORDINATOR, Role.MEMBER):
            return self
        return self.exclude(item__is_private=True)

    def binding(self):
        """Those of people who left or took no part, and those of which the group has not decided yet."""
        return self.filter(Q(status=DeclarationStatus.DECLARED) | Q(handling__in=BINDING))

    def of(self, user):
        """Return what somebody declared, and what the member declared in whose place they come to that meeting."""
        return self.filter(Q(person__user=user) | (_of_address(user.email) if user.email else Q()))

    def of_address(self, email):
        """Return the same of a substitute, by the address the member gave for them."""
        return self.filter(_of_address(email))


def _of_address(email):
    address = email.lower()
    in_their_place = {f"{REPLIES}__meeting": F("meeting"), f"{REPLIES}__substitute_email": address}
    return Q(email=address) | Q(**in_their_place)


class Declaration(models.Model):
    """A conflict of interest declared at a meeting against an item, and what the group did about it (M8)."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="declarations")
    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="declarations"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations")
    interest = models.ForeignKey(Interest, on_delete=models.PROTECT, null=True, blank=True, related_name="declarations")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True, help_text=_("of a substitute, who then does not read what it is about"))
    label = models.CharField(max_length=4, blank=True, help_text=_("as entered: a, b, c, e"))
    nature = models.CharField(max_length=250)
    is_pecuniary = models.BooleanField(default=False)
    status = ChoiceField(max_length=12, choices=DeclarationStatus, default=DeclarationStatus.DECLARED)
    handling = ChoiceField(max_length=6, choices=Handling, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "label", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="declared", handling="") | (Q(status="acknowledged") & ~Q(handling="")),
                name="an_acknowledged_declaration_was_handled",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.nature}"
