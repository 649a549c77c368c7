"""A claim for what it cost somebody to come (M13)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from expenses.rules import WITH_CLAIMANT, ClaimStatus, PayHow
from issues.rules import Channel
from meetings.models import Meeting
from members.models import Person

ZERO = Decimal("0.00")
OF_USER = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


def whose(user):
    """Return what finds the claims that somebody makes: their own, and those they entered for others."""
    return Q(claimant=user) | Q(entered_by=user)


def is_late_to_approve(today):
    """Return what finds the claims that waited longer for an answer than promised, at the end of a day."""
    waited = Q(answered_on=None) | Q(answered_on__gt=today)
    return waited & Q(submitted_on__lte=today, approve_by_on__lt=today)


def is_late_to_pay(today):
    """Return what finds the claims that were approved and not paid in time, at the end of a day."""
    waited = Q(paid_on=None) | Q(paid_on__gt=today)
    return waited & Q(approved_on__lte=today, pay_by_on__lt=today)


class ClaimQuerySet(models.QuerySet):
    def made_by(self, user):
        return self.filter(whose(user)) if user.is_authenticated else self.none()

    def visible_to(self, user):
        """Claimants see their own, the co-ordinator what was ever sent, the payer what is approved and not yet paid."""
        if not user.is_authenticated:
            return self.none()
        seen = whose(user)
        if has_role(user, Role.COORDINATOR):
            seen |= Q(submitted_on__isnull=False)
        if has_role(user, Role.PAYER):
            seen |= Q(status=ClaimStatus.APPROVED)
        return self.filter(seen)

    def with_receipts_for(self, user):
        """Return the claims whose receipts and words somebody reads: not as a payer, who sees amounts alone."""
        seen = whose(user) if user.is_authenticated else Q(pk__in=[])
        if has_role(user, Role.COORDINATOR):
            seen |= Q(submitted_on__isnull=False)
        return self.filter(seen)

    def sent(self):
        """Return those that were ever sent."""
        return self.exclude(submitted_on=None)

    def submitted(self):
        return self.filter(status=ClaimStatus.SUBMITTED)

    def approved(self):
        return self.filter(status=ClaimStatus.APPROVED)

    def with_claimant(self):
        return self.filter(status__in=WITH_CLAIMANT)

    def late_to_approve(self, today):
        return self.filter(is_late_to_approve(today))

    def late_to_pay(self, today):
        return self.filter(is_late_to_pay(today))


class Claim(models.Model):
    """Somebody claims what it cost them to come to a meeting, or to an activity in words."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    claimant = models.ForeignKey(settings.AUTH_USER_MODEL, help_text=_("who signs in for it"), **OF_USER)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, help_text=_("who entered it for them"), **OF_USER)
    channel = ChoiceField(max_length=10, choices=Channel, default=Channel.WEB)
    name = models.CharField(max_length=120)
    role_title = models.CharField(max_length=120, blank=True)
    affiliation = models.CharField(max_length=150, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    activity = models.CharField(max_length=200, blank=True)
    is_in_paid_work = models.BooleanField(default=False, help_text=_("they come as part of paid work (M13)"))
    paid_work_reason = models.CharField(max_length=300, blank=True)
    pay_how = ChoiceField(max_length=10, choices=PayHow, default=PayHow.BANK)
    pay_contact = models.CharField(max_length=120, blank=True, help_text=_("how the payer reaches them"))
    status = ChoiceField(max_length=10, choices=ClaimStatus, default=ClaimStatus.DRAFT)
    expenses = models.DecimalField(max_digits=9, decimal_places=2, default=ZERO)
    payments = models.DecimalField(max_digits=9, decimal_places=2, default=ZERO, help_text=_("involvement payments"))
    started_on = models.DateField()
    changed_on = models.DateField()
    times_sent = models.PositiveSmallIntegerField(default=0)
    submitted_on = models.DateField(null=True, blank=True)
    approve_by_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, **OF_USER)
    approved_on = models.DateField(null=True, blank=True)
    pay_by_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, **OF_USER)
    paid_on = models.DateField(null=True, blank=True)
    payment_reference = models.CharField(max_length=60, blank=True)
    year_ends_on = models.DateField(null=True, blank=True, help_text=_("the end of the financial year of its payment"))

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, activity="") | (Q(meeting=None) & ~Q(activity="")),
                name="a_claim_is_for_a_meeting_or_an_activity",
            ),
            models.CheckConstraint(
                condition=Q(claimant__isnull=False) | Q(entered_by__isnull=False), name="somebody_makes_a_claim"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["approved", "paid"], approved_on__isnull=False, pay_by_on__isnull=False)
                | (~Q(status__in=["approved", "paid"]) & Q(approved_on=None, approved_by=None)),
                name="an_approved_claim_says_when",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="paid", paid_on__isnull=False, year_ends_on__isnull=False) & ~Q(payment_reference="")
                )
                | (~Q(status="paid") & Q(paid_on=None, paid_by=None)),
                name="a_paid_claim_says_when_and_by_what",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(return_reason=""), name="a_returned_claim_says_why"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)}),
                    name=f"nobody_is_{one}_and_{other}",
                )
                for one, other in (
                    ("approved_by", "claimant"),
                    ("approved_by", "entered_by"),
                    ("paid_by", "claimant"),
                    ("paid_by", "entered_by"),
                    ("paid_by", "approved_by"),
                )
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("expenses:my_claim", args=[self.reference])

    @property
    def total(self):
        return self.expenses + self.payments

    @property
    def what_for(self):
        """The meeting, or the activity in words."""
        return self.meeting.title if self.meeting_id else self.activity

    @property
    def mail_address(self):
        if self.person_id:
            return self.person.mail_address
        return self.claimant.email if self.claimant_id and self.claimant.is_active else ""

    @property
    def is_with_claimant(self):
        return self.status in WITH_CLAIMANT

    @property
    def is_submitted(self):
        return self.status == ClaimStatus.SUBMITTED

    @property
    def is_returned(self):
        return self.status == ClaimStatus.RETURNED

    @property
    def is_approved(self):
        return self.status == ClaimStatus.APPROVED

    @property
    def is_paid(self):
        return self.status == ClaimStatus.PAID

    @property
    def is_withdrawn(self):
        return self.status == ClaimStatus.WITHDRAWN
