"""A consultation, and its steps from one state to the next."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, ServiceArea
from accounts.roles import Role, has_role
from accounts.services.settings import get_setting
from common import clock
from common.model_fields import ChoiceField
from common.versions import version_of, versions_of_text
from consultations.rules import (
    PLANNING,
    RUNNING,
    ConsultationStatus,
    Door,
    Level,
    PlannedDay,
    Purpose,
    answers_due,
    days_open,
    door_at,
    is_short,
    start_of_minute,
)
from consultations.wording import period_notes


class ConsultationQuerySet(models.QuerySet):
    def opened(self):
        """Those that were ever open; a withdrawn draft stays hidden."""
        return self.filter(opened_on__isnull=False)

    def taking_answers(self, now):
        """Consultations that take answers at a moment, including the closing minute, even before beat closes them."""
        return self.filter(status=ConsultationStatus.OPEN, opens_at__lte=now, closes_at__gte=start_of_minute(now))

    def answers_overdue(self, day):
        """Those with a theme that had no answer, or without results, at the end of a day after the one asked for."""
        unfinished = ~Q(status__in=[ConsultationStatus.WITHDRAWN, ConsultationStatus.CONCLUDED]) | Q(
            concluded_on__gt=day
        )
        ended = self.filter(unfinished, closed_on__lte=day, answers_due_on__lt=day)
        stands = Q(themes__isnull=False, themes__withdrawn_on=None)
        has_no_answer = stands & (Q(themes__answer=None) | Q(themes__answered_on__gt=day))
        has_no_results = Q(results_published_on=None) | Q(results_published_on__gt=day)
        return ended.filter(has_no_answer | has_no_results).distinct()

    def visible_to(self, user):
        """Only the co-ordinator sees drafts; opened consultations are public, even when withdrawn."""
        return self if has_role(user, Role.COORDINATOR) else self.opened()


class Consultation(models.Model):
    """A consultation of parents and others, open between two dates (V1 to V4)."""

    reference = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    summary = models.TextField(help_text=_("what it is about, in two or three sentences"))
    information = models.TextField(help_text=_("enough to judge it by (V2)"))
    purpose = ChoiceField(max_length=10, choices=Purpose)
    level = ChoiceField(max_length=15, choices=Level, default=Level.CONSULTATION)
    deciding_agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        help_text=_("empty where the service itself decides"),
    )
    service_area = models.ForeignKey(
        ServiceArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        help_text=_("which service it is about: whoever follows that is told of it"),
    )
    decide_on = models.DateField(null=True, blank=True, help_text=_("when it will be decided"))
    can_change = models.TextField(blank=True)
    cannot_change = models.TextField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text=_("the closing minute is still in time"))
    status = ChoiceField(max_length=10, choices=ConsultationStatus, default=ConsultationStatus.DRAFT)
    status_reason = models.TextField(blank=True, help_text=_("why it is paused or was withdrawn"))
    short_reason = models.TextField(
        blank=True, help_text=_("why it opens for less than the weeks of the service; everyone can read it")
    )
    early_reason = models.TextField(
        blank=True, help_text=_("why it was closed before the announced day; everyone can read it")
    )
    what_follows = models.TextField(blank=True, help_text=_("what comes after one that was withdrawn"))
    words = versions_of_text()
    opened_on = models.DateField(null=True, blank=True, help_text=_("the day it became public"))
    closed_on = models.DateField(null=True, blank=True)
    answers_due_on = models.DateField(null=True, blank=True)
    results_published_on = models.DateField(null=True, blank=True)
    results_small_number = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text=_("the small number the results were published under")
    )
    concluded_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    is_significant = models.BooleanField(
        default=False,
        help_text=_("what each person answered is kept for years, not for one (`consultations.significant`)"),
    )
    uncounted_count = models.PositiveIntegerField(default=0, help_text=_("messages read but not counted as responses"))
    uncounted_note = models.CharField(max_length=200, blank=True)
    earlier_version = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later_versions"
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="consultation_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn")
                | Q(status="draft", opened_on__isnull=True)
                | (~Q(status="draft") & Q(opened_on__isnull=False)),
                name="opened_consultation_has_its_date",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["closed", "feedback", "concluded"])
                | Q(closed_on__isnull=False, answers_due_on__isnull=False),
                name="closed_consultation_has_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(status="concluded", concluded_on__isnull=False)
                | (~Q(status="concluded") & Q(concluded_on__isnull=True)),
                name="concluded_consultation_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_on__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="withdrawn_consultation_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(results_published_on__isnull=True) | Q(status__in=["feedback", "concluded", "withdrawn"]),
                name="results_are_published_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(results_published_on__isnull=True, results_small_number__isnull=True)
                | Q(results_published_on__isnull=False, results_small_number__isnull=False),
                name="published_results_keep_their_small_number",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consultations:consultation_detail", args=[self.slug])

    @property
    def version(self):
        return version_of(self)

    @property
    def closes_on(self):
        """The day in London on which it closes."""
        return clock.london(self.closes_at).date()

    @property
    def ends_on(self):
        """The day its answers end, or ended: before the day announced where it was closed early or withdrawn."""
        return min(self.closed_on or self.withdrawn_on or self.closes_on, self.closes_on)

    def closes_on_as_of(self, day):
        """The closing date that people were told at the end of a day: an extension made later is not told."""
        later = [one for one in self.moved_dates.all() if one.is_extension and one.moved_on > day]
        return later[0].earlier_on if later else self.closes_on

    @property
    def first_closes_on(self):
        """The closing date that people were told when it opened."""
        return next((one.earlier_on for one in self.moved_dates.all() if one.is_extension), self.closes_on)

    @property
    def due_on(self):
        """By when every theme is to be answered: for one that is not closed yet, counted from its closing date."""
        weeks = get_setting("answer_weeks", on=self.closes_on)
        return self.answers_due_on or answers_due(self.closes_on, weeks)

    @property
    def is_decided_too_soon(self):
        """Whether the decision is planned, and for a day before the answers are due."""
        is_to_come = self.decide_on is not None and (self.is_draft or self.status in PLANNING)
        return is_to_come and self.decide_on < self.due_on

    @property
    def was_closed_early(self):
        """Whether it closed before the announced day, or on it with a reason before the announced time."""
        return self.closed_on is not None and (self.closed_on < self.closes_on or bool(self.early_reason))

    @property
    def opens_on(self):
        return clock.london(self.opens_at).date()

    @property
    def open_from(self):
        """The first day on which people can answer: the one announced, or a later one on which it was opened."""
        return max(self.opened_on or self.opens_on, self.opens_on)

    def is_short_on(self, day):
        """Say whether it would be open for less than the weeks of the service, were it opened on a day."""
        days = days_open(max(day, self.opens_on), self.closes_on)
        return is_short(days, get_setting("shortest_weeks", on=day))

    @property
    def period_notes(self):
        """What everybody reads of a short time to answer, and of an early end."""
        return period_notes(self, clock.today())

    @property
    def known_names(self):
        """What its page says already, and so shows nobody anew."""
        return [self.title, *([str(self.deciding_agency)] if self.deciding_agency else [])]

    def door(self, now=None):
        """Say whether answers come in now, not yet, or no longer."""
        return door_at(self.status, self.opens_at, self.closes_at, now or clock.now())

    @property
    def shown_status(self):
        """The state shown: closed from its closing minute on, even before beat has closed it."""
        is_over = self.status in RUNNING and self.door() == Door.AFTER
        return ConsultationStatus.CLOSED if is_over else ConsultationStatus(self.status)

    @property
    def is_shown_open(self):
        return self.shown_status == ConsultationStatus.OPEN

    @property
    def is_draft(self):
        return self.status == ConsultationStatus.DRAFT

    @property
    def is_open(self):
        return self.status == ConsultationStatus.OPEN

    @property
    def is_paused(self):
        return self.status == ConsultationStatus.PAUSED

    @property
    def is_closed(self):
        return self.status == ConsultationStatus.CLOSED

    @property
    def is_in_feedback(self):
        return self.status == ConsultationStatus.FEEDBACK

    @property
    def is_correctable(self):
        """Whether its results are published, so that a count in them is corrected and never changed in silence."""
        return self.results_published_on is not None and not self.is_withdrawn

    @property
    def is_concluded(self):
        return self.status == ConsultationStatus.CONCLUDED

    @property
    def is_withdrawn(self):
        return self.status == ConsultationStatus.WITHDRAWN


class MovedDate(models.Model):
    """A day of a consultation that was moved while people could read it: both stay, with the reason."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="moved_dates")
    what = ChoiceField(max_length=10, choices=PlannedDay)
    earlier_on = models.DateField(help_text=_("the day people were told"))
    new_on = models.DateField(null=True, blank=True, help_text=_("empty where no day of decision is planned any more"))
    moved_on = models.DateField()
    reason = models.TextField(
        blank=True, help_text=_("everyone can read it; empty where the reason of an extension or an early end says it")
    )

    class Meta:
        ordering = ["moved_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="closing") | (Q(new_on__gt=models.F("earlier_on")) & ~Q(reason="")),
                name="extension_is_later_and_has_its_reason",
            ),
        ]

    def __str__(self):
        return f"{self.consultation}: {self.what}, {self.earlier_on}"

    @property
    def is_extension(self):
        return self.what == PlannedDay.CLOSING


class ConsultationMove(models.Model):
    """A step of a consultation from one state to the next."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="moves")
    status = ChoiceField(max_length=10, choices=ConsultationStatus)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.consultation}: {self.status}"
