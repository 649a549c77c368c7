"""The yearly review of every membership: what members wish, what is proposed, what the group decided (M12)."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from members.models.membership import Membership
from members.rules import MembershipStatus, ReviewOutcome, Wish


class YearlyReviewQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_on__isnull=True)

    def counted(self):
        """Add of how many memberships it is, how many answered, and for how many something is proposed.

        Until it is decided those count whose holders still have their seat; then all that it decided.
        """
        current = Q(entries__membership__status=MembershipStatus.ACTIVE) | Q(decided_on__isnull=False)
        return self.annotate(
            all_entries=Count("entries"),
            asked=Count("entries", filter=current),
            answered=Count("entries", filter=current & ~Q(entries__wish="")),
            proposed=Count("entries", filter=current & ~Q(entries__proposal="")),
        ).order_by("-year")


class YearlyReview(models.Model):
    """The review of one year; it covers every membership, and the group decides it at a meeting."""

    year = models.PositiveSmallIntegerField(unique=True)
    opened_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    decided_where = models.CharField(max_length=200, blank=True, help_text=_("the meeting and its resolution"))

    objects = YearlyReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_where="") | (Q(decided_on__isnull=False) & ~Q(decided_where="")),
                name="a_decided_yearly_review_names_its_resolution",
            )
        ]

    def __str__(self):
        return str(self.year)

    @property
    def is_open(self):
        return self.decided_on is None


class YearlyEntryQuerySet(models.QuerySet):
    def current(self):
        """Those of people who still hold their seat."""
        return self.filter(membership__status=MembershipStatus.ACTIVE)

    def to_answer(self):
        return self.current().filter(review__decided_on=None, wish="")

    def visible_to(self, user):
        """What a member wishes is for them and the co-ordinator alone."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(membership__person__user=user) if user.is_authenticated else self.none()


class YearlyEntry(models.Model):
    """One membership in a yearly review: what its holder wishes, what is proposed, and what the group decided."""

    review = models.ForeignKey(YearlyReview, on_delete=models.PROTECT, related_name="entries")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="yearly")
    wish = ChoiceField(max_length=10, choices=Wish, blank=True)
    words = models.TextField(blank=True, help_text=_("what would help, in the member's words; private"))
    hours = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("hours a month, if they give them"))
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposal = ChoiceField(max_length=10, choices=ReviewOutcome, blank=True)
    note = models.TextField(blank=True, help_text=_("the support, or the reason; the member reads it"))

    objects = YearlyEntryQuerySet.as_manager()

    class Meta:
        ordering = ["membership__seat__constituency__order", "membership__seat__title", "membership__person__name"]
        verbose_name_plural = "yearly entries"
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="one_entry_of_a_membership_a_year"),
            models.CheckConstraint(
                condition=Q(wish="", answered_on=None) | (~Q(wish="") & Q(answered_on__isnull=False)),
                name="an_answer_to_a_yearly_review_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.membership} {self.review}"
