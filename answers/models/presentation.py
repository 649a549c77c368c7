"""The formal presentation to an agency, and its formal response (P11, P12)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.roles import Role, agencies_of, has_role
from answers.models.answer_version import AnswerVersion
from answers.rules import AGREEMENTS, AgreedWay, Outcome, PresentationStatus, ResponseStatus
from common import clock
from common.model_fields import ChoiceField
from common.models import Document
from common.working_days import working_days_between
from issues.models.issue import Issue, Theme
from issues.rules import IssueStatus


class PresentationQuerySet(models.QuerySet):
    def unanswered(self):
        return self.exclude(status=PresentationStatus.RESPONDED)

    def unanswered_on(self, day):
        """Those that waited for their answer at the end of a day."""
        waited = ~Q(status=PresentationStatus.RESPONDED) | Q(responded_on__gt=day)
        return self.filter(waited, sent_on__lte=day)

    def overdue(self, day):
        return self.unanswered_on(day).filter(due_on__lt=day)

    def waiting_first(self):
        """What waits for an answer, the one due soonest at the top; then what was answered, newest first."""
        return self.order_by(F("responded_on").desc(nulls_first=True), "due_on", "pk")

    def visible_to(self, user):
        """An officer sees those made to their own agency, the co-ordinator all; everybody else none."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(agency__in=agencies_of(user))


class Presentation(models.Model):
    """What the group put formally to one agency: several items, a date, a reference (P11)."""

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="presentations")
    title = models.CharField(max_length=150)
    covering_text = models.TextField(help_text=_("what the group asks, in plain words"))
    status = ChoiceField(max_length=12, choices=PresentationStatus, default=PresentationStatus.SENT)
    sent_on = models.DateField()
    due_on = models.DateField()
    due_words = models.CharField(max_length=200, help_text=_("how the date was worked out"))
    escalate_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    responded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    agreed_way = ChoiceField(max_length=10, choices=AgreedWay, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_words = models.CharField(
        max_length=300, blank=True, help_text=_("the meeting and its resolution, or who agreed and why")
    )

    objects = PresentationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="responded", responded_on__isnull=False)
                | (~Q(status="responded") & Q(responded_on__isnull=True)),
                name="presentation_date_matches_its_status",
            ),
            models.CheckConstraint(
                condition=Q(agreed_way="", agreed_on__isnull=True)
                | (~Q(agreed_way="") & Q(agreed_on__isnull=False) & ~Q(agreed_words="")),
                name="presentation_says_how_it_was_agreed",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("answers:presentation_detail", args=[self.reference])

    @property
    def sent_key(self):
        """How the key of all that is sent about it begins."""
        return f"presentation-{self.pk}."

    @property
    def is_answered(self):
        return self.status == PresentationStatus.RESPONDED

    @property
    def is_agreed_otherwise(self):
        """Whether no meeting decided it, but somebody in a named way."""
        return self.agreed_way not in {"", AgreedWay.MEETING}

    @property
    def is_overdue(self):
        return not self.is_answered and self.due_on < clock.today()

    @property
    def days_left(self):
        return working_days_between(clock.today(), self.due_on)

    @property
    def days_late(self):
        return -self.days_left


class PresentationItem(models.Model):
    """One thing presented: a theme, or a single issue; `issues` are those presented with it."""

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="presentation_items")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issues = models.ManyToManyField(Issue, related_name="presentation_items")
    ask = models.TextField(help_text=_("what the group asks the agency to do"))

    class Meta:
        ordering = ["presentation", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False, issue__isnull=True) | Q(theme__isnull=True, issue__isnull=False),
                name="item_is_a_theme_or_an_issue",
            ),
            models.UniqueConstraint(fields=["presentation", "number"], name="one_item_per_number"),
        ]

    def __str__(self):
        return f"{self.presentation.reference}/{self.number}"


class ResponseQuerySet(models.QuerySet):
    def posted(self):
        return self.filter(status=ResponseStatus.POSTED)

    def visible_to(self, user):
        """Posted and superseded ones are public; a draft is its agency's, a transcribed one also the co-ordinator's."""
        seen = ~Q(status=ResponseStatus.DRAFT) | Q(presentation__agency__in=agencies_of(user))
        if has_role(user, Role.COORDINATOR):
            seen |= Q(is_transcribed=True)
        return self.filter(seen)

    def whose_letter_is_open_to(self, user):
        """Return those whose scan somebody may open: they see every issue it answers, and none was withdrawn.

        No words can be taken out of a scan, so it opens whole or not at all (docs/taken-back.md).
        """
        seen = Issue.objects.visible_to(user).exclude(status=IssueStatus.WITHDRAWN)
        unseen = Issue.objects.exclude(pk__in=seen.values("pk"))
        items = PresentationItem.objects.filter(presentation=OuterRef("presentation"))
        return self.filter(
            ~Exists(items.filter(issue__in=unseen.values("pk"))), ~Exists(items.filter(issues__in=unseen.values("pk")))
        )


class FormalResponse(AnswerVersion):
    """What the agency answers; once posted it is superseded, never edited (P12).

    A letter is entered word for word by the co-ordinator and confirmed by a second person.
    """

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="responses")
    summary = models.TextField(blank=True)
    is_late = models.BooleanField(default=False)
    is_transcribed = models.BooleanField(default=False)
    letter = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    letter_dated_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["presentation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["presentation"],
                condition=Q(status="posted"),
                name="one_posted_response_per_presentation",
            ),
            models.UniqueConstraint(
                fields=["presentation"],
                condition=Q(status="draft"),
                name="one_draft_response_per_presentation",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", posted_on__isnull=True) | (~Q(status="draft") & Q(posted_on__isnull=False)),
                name="response_date_matches_its_status",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(is_transcribed=False) | Q(confirmed_by__isnull=False),
                name="a_transcribed_response_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("written_by")),
                name="a_second_person_confirms",
            ),
        ]

    def __str__(self):
        return f"{self.presentation.reference} response {self.number}"


REASON_HEADINGS = {
    Outcome.PARTLY: _("What is not possible, and why"),
    Outcome.NOT_POSSIBLE: _("It could not be, because"),
}


class AnswerQuerySet(models.QuerySet):
    def posted(self):
        return self.filter(posted_on__isnull=False)


class Answer(models.Model):
    """One answer in the one vocabulary: to an item of a presentation, or to a theme of a consultation (V1)."""

    response = models.ForeignKey(
        FormalResponse, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    item = models.ForeignKey(PresentationItem, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        help_text=_("empty where the service itself decides"),
    )
    outcome = ChoiceField(max_length=12, choices=Outcome, blank=True)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text=_("what is not possible, and why"))
    instead = models.CharField(max_length=200, blank=True, help_text=_("who can act, where it is not ours"))
    done = models.TextField(blank=True, help_text=_("what is done already, and how anyone can see it"))
    asked_for_both = models.BooleanField(
        default=True,
        editable=False,
        help_text=_("false where it was posted before “partly” asked what is not possible, and why"),
    )
    planned_commitments = models.JSONField(
        default=list,
        blank=True,
        help_text=_("written with the draft; each becomes a commitment when the answer is posted"),
    )
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_on = models.DateField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["item__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "item"],
                condition=Q(response__isnull=False),
                name="one_answer_per_item",
            ),
            models.CheckConstraint(
                condition=Q(response__isnull=True, item__isnull=True) | Q(response__isnull=False, item__isnull=False),
                name="a_response_answers_items",
            ),
            models.CheckConstraint(
                condition=Q(posted_on__isnull=True)
                | Q(outcome="agreed")
                | (Q(outcome="partly") & (~Q(reason="") | Q(asked_for_both=False)))
                | (Q(outcome="not_possible") & ~Q(reason=""))
                | (Q(outcome="not_ours") & ~Q(instead="")),
                name="a_posted_answer_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()} ({self.pk})"

    @property
    def is_agreement(self):
        return self.outcome in AGREEMENTS

    @property
    def shown_text(self):
        """The text, once: letters of before hold a refusal as text and as reason."""
        return "" if self.text == self.reason else self.text

    @property
    def reason_heading(self):
        return REASON_HEADINGS.get(self.outcome, _("Because"))

    @property
    def plans(self):
        """The planned commitments, with their dates as dates."""
        return [{**one, "due_on": dt.date.fromisoformat(one["due_on"])} for one in self.planned_commitments]
