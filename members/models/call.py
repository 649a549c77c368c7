"""Filling a seat: the call for people to come forward, who applied, and how it was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from members.models.membership import Membership
from members.models.seat import Seat
from members.rules import ApplicationStatus, CallStatus, FillingMethod


class CallQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=CallStatus.OPEN)

    def taking_applications(self, today):
        """Those that are open and whose last day is not over."""
        return self.open().filter(apply_by_on__gte=today)

    def visible_to(self, user):
        """Everybody reads a call, and how the seat was filled; the co-ordinator also those that filled none."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.exclude(status=CallStatus.ENDED)


class SeatCall(models.Model):
    """A call for people to come forward for a seat. `asked`, `names` and `counted_by` are the co-ordinator's alone."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="calls")
    text = models.TextField(help_text=_("whom the group is looking for; public"))
    asked = models.TextField(blank=True, help_text=_("who was asked, and how"))
    opened_on = models.DateField()
    apply_by_on = models.DateField()
    status = ChoiceField(max_length=10, choices=CallStatus, default=CallStatus.OPEN)
    method = ChoiceField(max_length=10, choices=FillingMethod, blank=True)
    names = models.TextField(blank=True, help_text=_("who stood"))
    figures = models.TextField(blank=True, help_text=_("how many voted, and how; public"))
    counted_by = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="call", help_text=_("who was chosen")
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(status="open"), name="one_open_call_for_a_seat"),
            models.CheckConstraint(
                condition=Q(status="open", ended_on=None, method="", membership=None)
                | (Q(status="filled", ended_on__isnull=False, membership__isnull=False) & ~Q(method=""))
                | Q(status="ended", ended_on__isnull=False, method="", membership=None),
                name="a_call_that_is_over_says_how",
            ),
            models.CheckConstraint(
                condition=Q(apply_by_on__gte=models.F("opened_on")), name="a_call_can_be_answered_from_its_first_day"
            ),
        ]

    def __str__(self):
        return f"{self.seat}, {self.opened_on}"

    def get_absolute_url(self):
        return reverse("members:call_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.status == CallStatus.OPEN

    @property
    def is_ended(self):
        """Whether it filled no seat and is no longer public."""
        return self.status == CallStatus.ENDED

    @property
    def is_filled(self):
        return self.status == CallStatus.FILLED


class ApplicationQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=ApplicationStatus.RECEIVED)

    def visible_to(self, user):
        """Who applied, and what they wrote, is for the co-ordinator alone."""
        return self if has_role(user, Role.COORDINATOR) else self.none()


class SeatApplication(models.Model):
    """Somebody who would like to have a seat. How to reach them and what they wrote are emptied some months later."""

    call = models.ForeignKey(SeatCall, on_delete=models.PROTECT, related_name="applications")
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    about = models.TextField(blank=True, help_text=_("in their own words"))
    received_on = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who entered one that came by phone, on paper or in person"),
    )
    status = ChoiceField(max_length=10, choices=ApplicationStatus, default=ApplicationStatus.RECEIVED)
    ended_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text=_("what they were told"))
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="application"
    )
    cleared_on = models.DateField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="received", ended_on=None, membership=None)
                | (Q(status="nominated", ended_on__isnull=False, membership__isnull=False))
                | (Q(ended_on__isnull=False, membership=None) & Q(status__in=["not_chosen", "withdrawn"])),
                name="an_application_that_is_over_says_how",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("members:application_detail", args=[self.pk])

    @property
    def is_waiting(self):
        return self.status == ApplicationStatus.RECEIVED
