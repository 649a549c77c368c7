"""Models of noted points, resolutions and versions of the minutes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, has_role
from answers.models import Commitment, Presentation
from common.model_fields import ChoiceField
from common.models import TextVersion
from meetings.models.declaration import Declaration
from meetings.models.meeting import AT_MOST_ONE_SUBJECT, SUBJECTS, AgendaItem, Meeting, Subject, closed_to
from meetings.rules import WAS_HELD, MeetingStatus


class NotedPoint(models.Model):
    """One point the group noted under an item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="noted")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_noted_point_per_number")]

    def __str__(self):
        return self.text[:80]


class ResolutionQuerySet(models.QuerySet):
    def decided(self, since=None):
        """Resolutions of meetings that were held, on or after a day; the latest meeting first.

        One that was added after the draft had been circulated counts once the minutes are approved.
        """
        held = self.filter(item__meeting__status__in=WAS_HELD, is_added_late=False)
        held = held.filter(item__meeting__starts_at__date__gte=since) if since else held
        return held.select_related("item__meeting").order_by("-item__meeting__starts_at", "item__number", "number")

    def open_to(self, user):
        """Return those of items that no declaration closes to somebody (M8)."""
        return self.filter(~closed_to(user, "item"))

    def without_subject(self):
        return self.filter(**{f"{name}__isnull": True for name in SUBJECTS})


class Resolution(Subject):
    """A resolution of the group, numbered (i), (ii), (iii) and followed through its commitment (V12)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    commitment = models.OneToOneField(
        Commitment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolution",
    )
    presented_as = models.OneToOneField(
        Presentation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolved_by",
        help_text=_("the presentation it decided; each has a resolution of its own"),
    )

    is_added_late = models.BooleanField(
        default=False, help_text=_("after the draft was circulated: members have not seen it until the approval")
    )
    amended_on = models.DateField(null=True, blank=True)
    as_approved = models.TextField(blank=True, help_text=_("its words at the approval, where they were amended since"))

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amended_on=None, as_approved="") | (Q(amended_on__isnull=False) & ~Q(as_approved="")),
                name="an_amended_resolution_keeps_its_words",
            ),
            models.UniqueConstraint(fields=["item", "number"], name="one_resolution_per_number"),
            models.CheckConstraint(condition=AT_MOST_ONE_SUBJECT, name="resolution_has_at_most_one_subject"),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def is_carried_out(self):
        """Something rests on it: a presentation, a review, a shared seat, an answer, a report or the terms."""
        rests = self.presented_as_id or (self.review and not self.review.is_open) or (self.seat and self.seat.is_shared)
        rests = rests or (self.question and self.question.has_its_answer)
        return bool(rests) or any(
            link.related_model._base_manager.filter(**{link.field.name: self.pk}).exists()
            for link in self._meta.related_objects
        )

    @property
    def is_public(self):
        """Everybody reads it once its minutes are approved, unless its item is private."""
        return self.item.meeting.is_approved and not self.item.is_private


class VersionKind(models.TextChoices):
    CIRCULATED = "circulated", _("circulated")
    APPROVED = "approved", _("approved")
    AMENDED = "amended", _("amended")


class MinutesVersionQuerySet(models.QuerySet):
    def listed(self):
        """With number and day, without the words."""
        return self.select_related("kept").defer("kept__texts")

    def visible_to(self, user):
        """What was approved or amended is public; what was circulated stays with members, also after approval.

        Whoever takes no part in an item (M8) reads none of the drafts that hold its minute.
        """
        public = Q(meeting__status=MeetingStatus.APPROVED) & ~Q(kind=VersionKind.CIRCULATED)
        if not has_role(user, Role.COORDINATOR, Role.MEMBER):
            return self.filter(public)
        is_free = ~Q(meeting__in=Declaration.objects.binding().of(user).values("meeting"))
        if has_role(user, Role.COORDINATOR):
            return self.filter(public | (Q(meeting__status__in=WAS_HELD) & is_free))
        sent = Q(meeting__status__in=[MeetingStatus.APPROVED, MeetingStatus.CIRCULATED])
        return self.filter(public | (sent & is_free))


class MinutesVersion(models.Model):
    """What a version of the minutes was kept for: circulated, approved or amended; never changed afterwards.

    Its words, number and day are those of the meeting's text: items with their minutes, noted points and resolutions.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="versions")
    kept = models.OneToOneField(TextVersion, on_delete=models.PROTECT, related_name="+")
    kind = ChoiceField(max_length=10, choices=VersionKind)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, help_text=_("what was amended, and why"))

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "kept__number"]

    def __str__(self):
        return f"{self.meeting} {self.kept.number}"
