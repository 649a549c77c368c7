"""A complaint about how somebody's data was handled (Data Protection Act 2018, section 164A)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from accounts.rules import ComplaintStatus
from common.model_fields import ChoiceField
from common.references import hash_secret


class DataComplaintQuerySet(models.QuerySet):
    def not_acknowledged_on(self, day):
        """Return those that were not acknowledged by the end of a day after the last for it."""
        waited = Q(acknowledged_on=None) | Q(acknowledged_on__gt=day)
        return self.filter(waited, received_on__lte=day, acknowledge_by_on__lt=day)

    def with_secret(self, secret):
        """Return the one whose page has this secret in its address."""
        return self.exclude(secret_hash="").filter(secret_hash=hash_secret(secret))

    def unanswered(self):
        """Return those without an answer, or whose answer nobody has told yet."""
        return self.exclude(Q(status=ComplaintStatus.ANSWERED) & (~Q(email="") | Q(told_on__isnull=False)))

    def visible_to(self, user):
        """The co-ordinator sees those about others, an independent reader those about the co-ordinator."""
        seen = Q(pk__in=[])
        if has_role(user, Role.COORDINATOR):
            seen |= Q(is_about_coordinator=False)
        if has_role(user, Role.INDEPENDENT_READER):
            seen |= Q(is_about_coordinator=True)
        return self.filter(seen)


class DataComplaint(models.Model):
    """What somebody complains of, by when it is acknowledged, and the answer. It has dates and no time of day."""

    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    reach = models.CharField(max_length=300, blank=True, help_text=_("a telephone number or an address"))
    text = models.TextField()
    secret_hash = models.CharField(
        max_length=64, blank=True, db_index=True, help_text=_("of the address where they read what became of it")
    )
    is_about_coordinator = models.BooleanField(
        default=False, help_text=_("about the co-ordinator: an independent reader receives it")
    )
    status = ChoiceField(max_length=12, choices=ComplaintStatus, default=ComplaintStatus.RECEIVED)
    received_on = models.DateField()
    acknowledge_by_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(
        null=True, blank=True, help_text=_("when whoever left no e-mail address was told the answer")
    )
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DataComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["acknowledge_by_on", "pk"]
        verbose_name = _("complaint about data")
        verbose_name_plural = _("complaints about data")
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(reach=""), name="whoever_complains_about_data_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(status="received", acknowledged_on__isnull=True, answered_on__isnull=True)
                | Q(status="acknowledged", acknowledged_on__isnull=False, answered_on__isnull=True)
                | (Q(status="answered", acknowledged_on__isnull=False, answered_on__isnull=False) & ~Q(answer="")),
                name="complaint_about_data_has_its_dates",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("accounts:complaint_detail", args=[self.reference])

    @property
    def is_received(self):
        return self.status == ComplaintStatus.RECEIVED

    @property
    def is_acknowledged(self):
        return self.status == ComplaintStatus.ACKNOWLEDGED

    @property
    def waits_to_be_told(self):
        """Whether its answer is written and they left no address that it went to."""
        return self.is_answered and not self.email and self.told_on is None

    @property
    def is_answered(self):
        return self.status == ComplaintStatus.ANSWERED
