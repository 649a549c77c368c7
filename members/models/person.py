"""Anyone a record names."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from members.rules import NameShown


class PersonQuerySet(models.QuerySet):
    def choosable(self):
        """Return those who can be given a seat or a task: not those whose account is closed."""
        return self.exclude(user__is_active=False)


class Person(models.Model):
    """Anyone a record names: member, substitute, visitor, owner of an action; perhaps a user too."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
    )
    name = models.CharField(_("name"), max_length=120)
    name_shown = ChoiceField(max_length=5, choices=NameShown, default=NameShown.FULL)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    skills = models.TextField(blank=True, help_text=_("in the person's own words (M3)"))
    access_needs = models.TextField(blank=True, help_text=_("private to the co-ordinator (T3)"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:person_detail", args=[self.pk])

    @property
    def public_name(self):
        """The name as the person chose to be named in public; empty for none."""
        return {NameShown.FULL: self.name, NameShown.FIRST: self.name.split(" ", maxsplit=1)[0]}.get(
            self.name_shown, ""
        )

    @property
    def mail_address(self):
        """The address to e-mail: the one on record, or the one they sign in with.

        Empty if there is neither, and for a closed account: its owner is not written to at another address either.
        """
        if self.user_id is None:
            return self.email
        return (self.email or self.user.email) if self.user.is_active else ""
