"""Changes that give power over an account, kept until a second person agrees or a day has passed."""

import datetime as dt

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Role
from accounts.rules import ChangeKind, PendingStatus
from common.dates import day as date_in_words
from common.model_fields import ChoiceField
from common.service_settings import declared

WORDS = {
    ChangeKind.EMAIL: gettext_lazy("The e-mail address of %(name)s: %(new)s instead of %(old)s"),
    ChangeKind.SECOND_FACTOR: gettext_lazy("The authenticator app of %(name)s: removed"),
    ChangeKind.ROLE: gettext_lazy("A new role for %(name)s: %(role)s"),
    ChangeKind.END_ROLE: gettext_lazy("The role of %(name)s as administrator: ended"),
    ChangeKind.CLOSE: gettext_lazy("The account of %(name)s: closed"),
    ChangeKind.OPEN: gettext_lazy("The account of %(name)s: opened again"),
}


class PendingChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=PendingStatus.WAITING)

    def due(self, now):
        """Return those that wait for nobody, and whose wait is over."""
        return self.waiting().filter(applies_at__lte=now)

    def visible_to(self, user):
        """Return those about a person's own account; an administrator's page asks for every one of them."""
        return self.filter(user=user)


class PendingChange(models.Model):
    """One change an administrator asked for: another's address, second factor, powerful role or account.

    With `applies_at` it is made then; without, another administrator has to agree (promise 15 of docs/safety.md).
    A setting that protects somebody waits too, and has no `user`. Personal data: `value` holds the old and new address
    of a person (kind `email`), read by administrators and that person alone, and blanked 12 months after it ended
    (`accounts.services.retention`); neither the name of the row nor its lines in the audit trail hold them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("person"),
    )
    kind = ChoiceField(gettext_lazy("change"), max_length=20, choices=ChangeKind)
    value = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    status = ChoiceField(max_length=10, choices=PendingStatus, default=PendingStatus.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("asked for by")
    )
    asked_at = models.DateTimeField(gettext_lazy("asked for at"))
    applies_at = models.DateTimeField(gettext_lazy("will be made at"), null=True, blank=True)
    ended_at = models.DateTimeField(gettext_lazy("made or withdrawn at"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("agreed or withdrawn by"),
    )

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = gettext_lazy("change that waits")
        verbose_name_plural = gettext_lazy("changes that wait")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(status=PendingStatus.WAITING) & ~Q(kind=ChangeKind.ROLE),
                name="one_waiting_change_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(status=PendingStatus.WAITING, ended_at__isnull=True)
                | (~Q(status=PendingStatus.WAITING) & Q(ended_at__isnull=False)),
                name="ended_change_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.SETTING, user__isnull=True)
                | (~Q(kind=ChangeKind.SETTING) & Q(user__isnull=False)),
                name="change_is_about_a_person_or_a_setting",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.user or self.setting.label}"

    @property
    def setting(self):
        return declared(self.value["name"])

    @property
    def in_words(self):
        """Return what would change, for the page and the e-mail."""
        if self.kind == ChangeKind.SETTING:
            return self._setting_in_words()
        if self.kind == ChangeKind.EMAIL and not self.value:
            return _("The e-mail address of %(name)s") % {"name": self.user}
        words = {**self.value, "name": self.user}
        if self.kind == ChangeKind.ROLE:
            words["role"] = Role(self.value["role"]).label
        return WORDS[ChangeKind(self.kind)] % words

    def _setting_in_words(self):
        value, day = self.value["value"], dt.date.fromisoformat(self.value["holds_from"])
        words = {"name": self.setting.label, "day": date_in_words(day)}
        if value is None:
            return _("“%(name)s”: the value from %(day)s withdrawn") % words
        return _("“%(name)s”: %(value)s from %(day)s") % {**words, "value": self.setting.in_words(value)}
