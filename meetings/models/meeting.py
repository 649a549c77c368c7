"""The meeting, its agenda and its papers."""

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from answers.models import Presentation
from common import clock
from common.model_fields import ChoiceField
from common.versions import version_of, versions_of_text
from consultations.models import Consultation
from issues.models import Issue, Theme
from meetings.models.declaration import Declaration
from meetings.rules import (
    BEING_PLANNED,
    TO_COME,
    WAS_HELD,
    ItemKind,
    MeetingFormat,
    MeetingKind,
    MeetingStatus,
    PrivateKind,
)
from members.models import MembershipReview, Person, Seat

# A date that was planned and that nobody has been told of; what is proposed has no date yet.
NOT_ANNOUNCED = Q(announced_on=None) & ~Q(status=MeetingStatus.PROPOSED)


class MeetingQuerySet(models.QuerySet):
    def held(self):
        return self.filter(status__in=WAS_HELD)

    def held_in(self, period):
        """Those held in a period."""
        return self.held().filter(starts_at__gte=period.starts_at, starts_at__lt=period.ends_at)

    def announced(self):
        """Those that members were told of, and that anybody may read of."""
        return self.filter(announced_on__isnull=False)

    def to_announce(self, now):
        """Those with a date to come that nobody has been told of yet."""
        rows = self.filter(status=MeetingStatus.SCHEDULED, announced_on=None, starts_at__gt=now)
        return rows.order_by("starts_at", "pk")

    def known_to_members(self):
        return self.exclude(NOT_ANNOUNCED)

    def upcoming(self, now):
        """Future meetings that were announced, the next one first."""
        return self.announced().filter(status__in=TO_COME, starts_at__gte=now).order_by("starts_at")

    def coming_for_a_member(self, user, now):
        """Return the meetings to come at which somebody is a member's substitute (M10), until that day is over."""
        to_come = self.filter(status__in=TO_COME, starts_at__gte=clock.start_of_day(now))
        return to_come.filter(pk__in=to_come.filter(replies__substitute_email=user.email).values("pk"))

    def visible_to(self, user):
        """What was announced is public; what is proposed is for members too, what is planned for the co-ordinator."""
        if has_role(user, Role.COORDINATOR):
            return self
        if has_role(user, Role.MEMBER):
            return self.known_to_members()
        return self.announced().exclude(status=MeetingStatus.PROPOSED)


class Meeting(models.Model):
    """One meeting of the steering group (T1 to T3)."""

    slug = models.SlugField(max_length=60, unique=True)
    kind = ChoiceField(max_length=10, choices=MeetingKind)
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=250, blank=True, help_text=_("of an additional meeting (T2)"))
    status = ChoiceField(max_length=10, choices=MeetingStatus, default=MeetingStatus.PROPOSED)
    status_reason = models.CharField(max_length=250, blank=True, help_text=_("why it was cancelled or postponed"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    format = ChoiceField(max_length=10, choices=MeetingFormat, default=MeetingFormat.HYBRID)
    venue = models.CharField(max_length=200, blank=True)
    how_to_join = models.TextField(blank=True, help_text=_("how members join online; never shown to the public"))
    access_notes = models.TextField(blank=True, help_text=_("step-free, loop, quiet room, parking"))
    getting_help = models.TextField(blank=True, help_text=_("childcare, travel, expenses"))
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings_chaired")
    decided_by_group = models.CharField(
        max_length=250,
        blank=True,
        help_text=_("where the group decided the date, place, format and chair (T3)"),
    )
    announced_on = models.DateField(null=True, blank=True, help_text=_("the day members were told of it"))
    announced_for = models.DateField(null=True, blank=True, help_text=_("the date that members were told first"))
    agenda_published_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True, help_text=_("attendance confirmed as held"))
    circulated_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_at_meeting = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_minutes_of",
    )
    minutes_last_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who last edited the minutes; someone else approves them"),
    )
    is_from_records = models.BooleanField(
        default=False,
        help_text=_("entered from earlier records: its absences do not count (M11), and no minutes are awaited"),
    )
    words = versions_of_text()
    calendar_sequence = models.PositiveIntegerField(default=0, help_text=_("goes up by one with each change of date"))
    calendar_changed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when what the public calendar says of it last changed")
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(kind="additional") | ~Q(purpose=""),
                name="an_additional_meeting_has_a_purpose",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["agenda", "held", "circulated", "approved"]) | Q(announced_on__isnull=False),
                name="a_published_agenda_was_announced",
            ),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True) | Q(calendar_changed_at__isnull=False),
                name="an_announced_meeting_is_in_the_calendar",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["held", "circulated", "approved"]) | Q(confirmed_on__isnull=False),
                name="a_held_meeting_was_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["circulated", "approved"]) | Q(circulated_on__isnull=False),
                name="circulated_minutes_have_a_date",
            ),
            models.CheckConstraint(
                condition=Q(status="approved", approved_on__isnull=False)
                | (~Q(status="approved") & Q(approved_on__isnull=True)),
                name="approved_minutes_have_a_date",
            ),
        ]

    def __str__(self):
        if self.kind == MeetingKind.ADDITIONAL:
            return str(_("Additional meeting of %(date)s") % {"date": date_format(self.on, "j F Y")})
        return str(_("%(kind)s meeting %(year)s") % {"kind": self.get_kind_display(), "year": self.year})

    def get_absolute_url(self):
        return reverse("meetings:meeting_detail", args=[self.slug])

    @property
    def on(self):
        """The date of the meeting, in London."""
        return clock.london(self.starts_at).date()

    @property
    def was_held(self):
        return self.status in WAS_HELD

    @property
    def is_held(self):
        return self.status == MeetingStatus.HELD

    @property
    def is_circulated(self):
        return self.status == MeetingStatus.CIRCULATED

    @property
    def is_approved(self):
        return self.status == MeetingStatus.APPROVED

    @property
    def is_cancelled(self):
        return self.status == MeetingStatus.CANCELLED

    @property
    def is_postponed(self):
        return self.status == MeetingStatus.POSTPONED

    @property
    def is_being_planned(self):
        return self.status in BEING_PLANNED

    @property
    def moved_from(self):
        """The date it was announced for, where it is on another."""
        return self.announced_for if self.announced_for and self.announced_for != self.on else None

    @property
    def is_announced(self):
        return self.announced_on is not None

    @property
    def is_not_announced(self):
        """Whether it has a date, or waits for a new one, that nobody was told of."""
        return not self.is_announced and self.status in TO_COME | {MeetingStatus.POSTPONED}

    @property
    def is_agenda_published(self):
        return self.agenda_published_on is not None

    @property
    def title(self):
        """The public title; for an additional meeting its date and purpose (T2)."""
        return f"{self}: {self.purpose}" if self.kind == MeetingKind.ADDITIONAL else str(self)


class Sitting(models.Model):
    """One part of a meeting that sat in several, with its actual times."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sittings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="sitting_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.meeting} {self.starts_at}"


class Subject(models.Model):
    """The subject of an item or a resolution: at most one."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    presentation = models.ForeignKey(
        Presentation, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    review = models.ForeignKey(
        MembershipReview, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    question = models.ForeignKey(
        "meetings.PublicQuestion", on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def subject(self):
        """The one thing it is about, or None."""
        return next((getattr(self, name) for name in SUBJECTS if getattr(self, f"{name}_id")), None)


SUBJECTS = ("theme", "presentation", "consultation", "review", "issue", "seat", "question")
AT_MOST_ONE_SUBJECT = Q(**{f"{name}__isnull": True for name in SUBJECTS})
for one in SUBJECTS:
    AT_MOST_ONE_SUBJECT |= Q(**{f"{name}__isnull": name != one for name in SUBJECTS})


def closed_to(user, path="pk"):
    """Return the condition that a declaration of interest closes an item to somebody (M8).

    They take no part in it, and read of it what everybody reads. One in the whole meeting closes each of its items.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    declared = Declaration.objects.binding().of(user)
    closed = AgendaItem.objects.filter(
        Q(pk__in=declared.filter(item__isnull=False).values("item"))
        | Q(meeting__in=declared.filter(item=None).values("meeting"))
    )
    return Q(**{f"{path}__in": closed.values("pk")})


class ItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Private items are for members and the co-ordinator; the rest is public once published."""
        return self.filter(_readable_by(user))

    def open_to(self, user):
        """Return those that no declaration closes to somebody: they get its papers, and may write its minute."""
        return self.filter(~closed_to(user))

    def marked_for(self, user):
        """Mark with `is_readable` each that a reader may see; of the others only that they are there may be told.

        `is_closed` are those that a declaration closes to them.
        """
        return self.annotate(is_readable=_as_mark(_readable_by(user)), is_closed=_as_mark(closed_to(user)))


def _as_mark(condition):
    return ExpressionWrapper(condition, models.BooleanField())


def _readable_by(user):
    """What a declaration closes to somebody, they read as everybody does."""
    published = Q(meeting__agenda_published_on__isnull=False)
    public = published & Q(is_private=False)
    if has_role(user, Role.COORDINATOR):
        return public | ~closed_to(user)
    return public | (published & ~closed_to(user)) if has_role(user, Role.MEMBER) else public


class AgendaItem(Subject):
    """One numbered item of an agenda, with its minute once the meeting was held (V12)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    minute_number = models.PositiveIntegerField(null=True, blank=True, help_text=_("may continue from earlier years"))
    title = models.CharField(max_length=200)
    kind = ChoiceField(max_length=8, choices=ItemKind, default=ItemKind.DISCUSS)
    text = models.TextField(blank=True)
    lead = models.CharField(max_length=120, blank=True)
    words = versions_of_text()
    minutes_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    standing = models.CharField(max_length=20, blank=True, help_text=_("the rule that put it here, if one did"))
    is_private = models.BooleanField(default=False)
    private_kind = ChoiceField(max_length=12, choices=PrivateKind, blank=True, help_text=_("shown to everybody"))
    private_reason = models.CharField(max_length=200, blank=True, help_text=_("for the group alone"))
    made_private_on = models.DateField(null=True, blank=True, help_text=_("after the agenda had been published"))
    is_late = models.BooleanField(default=False)
    urgency_reason = models.CharField(max_length=200, blank=True)
    added_late_on = models.DateField(null=True, blank=True, help_text=_("after the agenda had been published"))
    minute = models.TextField(blank=True)
    minute_words = versions_of_text()
    minute_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_item_per_place"),
            models.CheckConstraint(condition=AT_MOST_ONE_SUBJECT, name="item_has_at_most_one_subject"),
            models.CheckConstraint(
                condition=Q(is_private=False) | (~Q(private_reason="") & ~Q(private_kind="")),
                name="a_private_item_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def version(self):
        return version_of(self)

    @property
    def minute_version(self):
        return version_of(self, "minute_words")
