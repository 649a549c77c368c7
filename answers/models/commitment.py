"""The one ledger of commitments: who, what, by when, and whether it came true."""

from django.db import models
from django.db.models import Count, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.roles import Role, agencies_of, has_role
from accounts.services.settings import get_setting
from answers.models.doubts import Doubted, of_a_family, reopened
from answers.models.presentation import Answer
from answers.rules import CameTrue, CommitmentStatus, came_true_words
from common import clock
from common.model_fields import ChoiceField
from issues.models import in_sight_at
from issues.rules import IssueStatus
from members.models import Person


class CommitmentQuerySet(models.QuerySet):
    def with_origin(self):
        """Read with each what it hangs on: the answer, its presentation, and what that was about."""
        answer = ("answer__agency", "answer__response__presentation", "answer__item__presentation__agency")
        return self.select_related("agency", *answer, "answer__item__theme", "answer__item__issue")

    def with_doubts(self):
        """Read with each that is done whether a family says that it has not come true: then it is `in_question`."""
        not_so = of_a_family(promise_feedback__commitment=OuterRef("pk"), promise_feedback__verdict=CameTrue.NO)
        return self.annotate(has_doubts=Q(status=CommitmentStatus.DONE) & reopened(not_so))

    def with_what_became_of_it(self):
        """Read with each what stands beside the agency's words: its earlier dates, and whether it came true."""
        counted = in_sight_at("feedback__issue__") & ~Q(feedback__issue__status=IssueStatus.WITHDRAWN)
        rows = self.annotate(
            said_count=Count("feedback", filter=counted, distinct=True),
            yes_count=Count("feedback", filter=counted & Q(feedback__verdict=CameTrue.YES), distinct=True),
        )
        return rows.with_doubts().prefetch_related("earlier_dates")

    def open(self):
        return self.filter(status=CommitmentStatus.OPEN)

    def late(self, today):
        """Those that were open at the end of a day although their date had passed."""
        was_open = Q(status=CommitmentStatus.OPEN) | Q(finished_on__gt=today)
        return self.filter(was_open, made_on__lte=today, due_on__lt=today)

    def open_first(self):
        """What is still to come, the one due soonest at the top; then what is finished, newest first."""
        return self.order_by(models.F("finished_on").desc(nulls_first=True), "due_on", "pk")

    def public(self):
        """The public sees commitments of a posted answer, and those the group took on in approved minutes."""
        return self.filter(is_public=True)

    def visible_to(self, user):
        if has_role(user, Role.COORDINATOR):
            return self
        seen = Q(is_public=True)
        if user.is_authenticated:
            seen |= Q(agency__in=agencies_of(user)) | Q(person__user=user)
        return self.filter(seen)


class Commitment(Doubted, models.Model):
    """What somebody said they would do, and by when, wherever they said it."""

    reference = models.CharField(max_length=20, unique=True)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    owner = models.CharField(_("who"), max_length=150, help_text=_("a person, a role or a body, as it was said"))
    what = models.TextField(_("what"))
    how_seen = models.CharField(max_length=250, blank=True, help_text=_("how anyone will see that it is done"))
    source = models.CharField(max_length=200, blank=True, help_text=_("where it was said"))
    made_on = models.DateField()
    due_on = models.DateField()
    status = ChoiceField(max_length=8, choices=CommitmentStatus, default=CommitmentStatus.OPEN)
    finished_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    not_kept_reason = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", finished_on__isnull=True)
                | (Q(status="done", finished_on__isnull=False) & ~Q(evidence=""))
                | (Q(status="not_kept", finished_on__isnull=False) & ~Q(not_kept_reason="")),
                name="commitment_ends_with_evidence_or_reason",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.what[:60]}"

    def get_absolute_url(self):
        return reverse("answers:commitment_detail", args=[self.reference])

    @property
    def came_true_words(self):
        """How many people say it came true; nothing where `with_what_became_of_it` has not counted them."""
        said = getattr(self, "said_count", 0)
        return came_true_words(self.yes_count, said, get_setting("few_families")) if said else ""

    @property
    def may_be_judged(self):
        """Whether families may say if it came true: it has ended, or its date has come."""
        return not self.is_open or self.due_on <= clock.today()

    @property
    def is_open(self):
        return self.status == CommitmentStatus.OPEN

    @property
    def is_done(self):
        return self.status == CommitmentStatus.DONE

    @property
    def is_not_kept(self):
        return self.status == CommitmentStatus.NOT_KEPT

    @property
    def is_late(self):
        return self.is_open and self.due_on < clock.today()


class CommitmentDate(models.Model):
    """A date a commitment had before it was moved; it is kept."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="earlier_dates")
    due_on = models.DateField()
    moved_on = models.DateField()
    reason = models.TextField()

    class Meta:
        ordering = ["moved_on", "pk"]

    def __str__(self):
        return f"{self.commitment.reference}: {self.due_on}"
