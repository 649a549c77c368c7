"""Who holds a seat, for how long, and what they accepted."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from members.models.interest import InterestReturn
from members.models.person import Person
from members.models.seat import RoleDescriptionVersion, Seat
from members.rules import EndingStatus, MembershipStatus, NameShown, a_year_before, term_to_announce_by


class MembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status=MembershipStatus.ACTIVE)

    def to_join(self, today):
        """Nominations of people appointed from a day that has come."""
        return self.filter(status=MembershipStatus.NOMINATED, joins_on__lte=today)

    def current(self):
        return self.exclude(status=MembershipStatus.ENDED)

    def with_acceptance(self, day=None):
        """Add `version_in_force`, the id of what the seat's holder must have accepted, and `has_accepted` (M2).

        As it was at the end of a day where one is given.
        """
        published = RoleDescriptionVersion.objects.published().filter(description=OuterRef("seat__role_description"))
        accepted = Acceptance.objects.filter(membership=OuterRef("pk"), version=OuterRef("version_in_force"))
        if day:
            published = published.filter(published_on__lte=day)
            accepted = accepted.filter(accepted_at__date__lte=day)
        newest = Subquery(published.order_by("-number").values("pk")[:1])
        return self.annotate(version_in_force=newest).annotate(has_accepted=Exists(accepted))

    def to_accept(self):
        """Active memberships whose holder has not accepted the version in force (M2)."""
        return self.active().with_acceptance().filter(version_in_force__isnull=False, has_accepted=False)

    def with_confirmation(self):
        """Add `confirmed_on`, the day the person last confirmed the register of interests (M8)."""
        returns = InterestReturn.objects.filter(person=OuterRef("person")).order_by("-confirmed_on")
        return self.annotate(confirmed_on=Subquery(returns.values("confirmed_on")[:1]))

    def to_confirm(self, today):
        """Active memberships whose holder has not confirmed the register in the last twelve months (M8)."""
        lately = InterestReturn.objects.filter(person=OuterRef("person"), confirmed_on__gt=a_year_before(today))
        return self.active().filter(~Exists(lately))

    def with_term(self):
        """Add `term_ends_on`, the last day of the term of office as it was last set or renewed; None without one."""
        terms = Term.objects.filter(membership=OuterRef("pk")).order_by("-starts_on")
        return self.annotate(term_ends_on=Subquery(terms.values("ends_on")[:1]))

    def held_on(self, day):
        """Memberships that were held on a date: begun by then, not ended before it."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def visible_to(self, user):
        """Active ones are public; the co-ordinator sees all, a member also their own."""
        if has_role(user, Role.COORDINATOR):
            return self
        if user.is_authenticated:
            return self.filter(Q(status=MembershipStatus.ACTIVE) | Q(person__user=user))
        return self.active()


class Membership(models.Model):
    """A person's hold on a seat from a date to a date."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    status = ChoiceField(max_length=10, choices=MembershipStatus, default=MembershipStatus.NOMINATED)
    role_title = models.CharField(max_length=120, blank=True)
    affiliation = models.CharField(max_length=150, blank=True)
    second_affiliation = models.CharField(
        max_length=150, blank=True, help_text=_("where one person sits for two bodies")
    )
    attends_in_paid_work = models.BooleanField(default=False, help_text=_("M13"))
    nominated_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    joins_on = models.DateField(null=True, blank=True, help_text=_("appointed from a day to come"))
    last_attended_on = models.DateField(null=True, blank=True, help_text=_("the last meeting they came to"))
    needs_to_come = models.TextField(
        blank=True, help_text=_("what helps them to come, as they last said; private to the co-ordinator")
    )
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["seat__constituency__order", "seat__title", "person__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="nominated", starts_on__isnull=True)
                | Q(status="active", starts_on__isnull=False, ends_on__isnull=True)
                | Q(status="ended", ends_on__isnull=False),
                name="membership_dates_match_its_status",
            ),
            models.UniqueConstraint(
                fields=["person", "seat"],
                condition=~Q(status="ended"),
                name="one_current_membership_of_a_seat",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.seat})"

    def get_absolute_url(self):
        return reverse("members:membership_detail", args=[self.pk])

    @property
    def is_active(self):
        return self.status == MembershipStatus.ACTIVE

    @property
    def is_ended(self):
        return self.status == MembershipStatus.ENDED

    @property
    def public_affiliations(self):
        """The bodies a person represents, in public; empty if they chose not to be named: a body could name them."""
        if self.person.name_shown == NameShown.NONE:
            return []
        return [affiliation for affiliation in (self.affiliation, self.second_affiliation) if affiliation]

    @property
    def public_role(self):
        return "" if self.person.name_shown == NameShown.NONE else self.role_title


class Acceptance(models.Model):
    """A member accepted a version of the role description, M5's statement within it (M2, M5)."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="acceptances")
    version = models.ForeignKey(RoleDescriptionVersion, on_delete=models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "version"], name="one_acceptance_per_version")]

    def __str__(self):
        return f"{self.membership}: {self.version}"


class TermQuerySet(models.QuerySet):
    def latest(self):
        """Those of people who hold their seat, without a renewal after them."""
        later = Term.objects.filter(membership=OuterRef("membership"), starts_on__gt=OuterRef("starts_on"))
        return self.filter(~Exists(later), membership__status=MembershipStatus.ACTIVE)

    def ending_by(self, day):
        """Those that are over by the end of a day, of people who are not leaving anyway; the first to end first."""
        leaving = Q(membership__endings__status=EndingStatus.WAITING, membership__endings__applies_at__isnull=False)
        return self.latest().exclude(leaving).filter(ends_on__lte=day).order_by("ends_on", "pk")

    def ending_soon(self, today):
        """Those that end within three months, and are not over."""
        return self.ending_by(term_to_announce_by(today)).filter(ends_on__gte=today)

    def to_announce(self, today):
        """Those that end soon, of which the member has not been told."""
        return self.ending_soon(today).filter(announced_on=None)

    def over(self, today):
        """Those that were over on a day, and neither renewed by then nor the membership ended."""
        renewed = Term.objects.filter(
            membership=OuterRef("membership"), starts_on__gt=OuterRef("starts_on"), agreed_on__lte=today
        )
        held = Membership.objects.held_on(today).filter(pk=OuterRef("membership"))
        return self.filter(~Exists(renewed), Exists(held), ends_on__lt=today).order_by("ends_on", "pk")


class Term(models.Model):
    """A term of office of one membership; a renewal is a row of its own, with the resolution that agreed it."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text=_("its last day"))
    agreed_on = models.DateField(null=True, blank=True, help_text=_("the meeting that renewed it"))
    agreed_where = models.CharField(max_length=200, blank=True, help_text=_("the meeting and its resolution"))
    announced_on = models.DateField(null=True, blank=True, help_text=_("the member was told that it ends soon"))

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "starts_on"], name="one_term_from_a_day"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_term_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_where="") | (Q(agreed_on__isnull=False) & ~Q(agreed_where="")),
                name="a_renewal_names_its_resolution",
            ),
        ]

    def __str__(self):
        return f"{self.membership} {self.ends_on}"

    @property
    def is_renewal(self):
        return self.agreed_on is not None
