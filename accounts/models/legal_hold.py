"""What may be neither erased nor let go for a while: a claim, an inquiry, a complaint that needs it."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.audit import kind_words
from accounts.roles import Role, has_role
from common.privacy import ERASED


class LegalHoldQuerySet(models.QuerySet):
    def standing(self):
        """Return those that hold: also one that somebody has asked to end."""
        return self.filter(ended_at=None)

    def ended_naming_somebody(self):
        """Return those that ended and still say whom they were about."""
        return self.exclude(ended_at=None).exclude(reason=ERASED)

    def to_agree(self, user):
        """Return those that somebody else asked to end."""
        return self.standing().exclude(end_asked_at=None).exclude(end_asked_by=user)

    def due_to_end(self, now):
        """Return those that nobody else can agree to end, and that have waited a day."""
        return self.standing().filter(ends_at__lte=now)

    def visible_to(self, user):
        """Administrators see all, as they read no content; the co-ordinator none on a row that is kept from them."""
        if has_role(user, Role.COORDINATOR):
            return self.exclude(pk__in=list(self._on_rows_kept_from(user)))
        return self if has_role(user, Role.ADMINISTRATOR) else self.none()

    def _on_rows_kept_from(self, user):
        on_rows = LegalHold.objects.exclude(label="")
        for label in on_rows.values_list("label", flat=True).order_by("label").distinct():
            rows = apps.get_model(label)._default_manager
            seen = rows.visible_to(user).order_by() if hasattr(rows, "visible_to") else rows.none()
            held = dict(on_rows.filter(label=label).values_list("pk", "key"))
            known = {str(key) for key in seen.filter(pk__in=set(held.values())).values_list("pk", flat=True)}
            yield from (pk for pk, key in held.items() if key not in known)


class LegalHold(models.Model):
    """A hold on what belongs to one person (an e-mail address) or to one row; it stops retention and erasure.

    Ending it lets data go, so it waits for a second person, or 24 hours where there is none (promise 15).
    """

    reference = models.CharField(max_length=20, unique=True)
    email = models.EmailField(blank=True, help_text=_("of the person it is about"))
    label = models.CharField(max_length=60, blank=True, help_text=_("the model of the row it is about"))
    key = models.CharField(max_length=40, blank=True)
    row_reference = models.CharField(max_length=40, blank=True, help_text=_("the reference that was typed"))
    reason = models.TextField()
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField()
    end_reason = models.TextField(blank=True)
    end_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_asked_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True, help_text=_("where nobody else can agree"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints = [
            models.CheckConstraint(
                condition=(~Q(email="") & Q(label="", key=""))
                | (Q(email="") & ~Q(label="") & ~Q(key=""))
                | Q(email="", label="", key="", ended_at__isnull=False),
                name="hold_is_on_a_person_or_a_row",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_its_reason"),
            models.CheckConstraint(
                condition=Q(end_asked_at__isnull=True, end_reason="", ended_at__isnull=True, ends_at__isnull=True)
                | (Q(end_asked_at__isnull=False) & ~Q(end_reason="")),
                name="hold_ends_after_it_was_asked_for",
            ),
            models.UniqueConstraint(
                fields=["email", "label", "key"], condition=Q(ended_at__isnull=True), name="one_hold_on_each_at_a_time"
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("accounts:hold_detail", args=[self.reference])

    @property
    def subject_words(self):
        """What it is on, for those who may see it."""
        if not (self.email or self.label):
            return _("No longer kept")
        return self.email or f"{kind_words(self.label)} {self.row_reference or self.key}"

    @property
    def key_of_row(self):
        """The primary key of the row it is on, as its model has it."""
        return apps.get_model(self.label)._meta.pk.to_python(self.key)

    @property
    def stands(self):
        return self.ended_at is None

    @property
    def state_words(self):
        if not self.stands:
            return _("ended")
        return _("somebody asked to end it") if self.waits_to_end else _("holds")

    @property
    def waits_to_end(self):
        return self.stands and self.end_asked_at is not None
