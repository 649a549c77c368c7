"""Question time: anyone may put a question to a meeting (V11)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import RespondentKind
from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from meetings.models.meeting import Meeting
from meetings.models.minutes import Resolution
from meetings.rules import QuestionStatus

WAITING = (QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED)
NOT_PUBLIC = (*WAITING, QuestionStatus.DECLINED)


class QuestionQuerySet(models.QuerySet):
    def waiting(self):
        """Questions not answered or declined yet."""
        return self.filter(status__in=WAITING)

    def published(self):
        return self.exclude(status__in=NOT_PUBLIC)

    def with_resolutions(self):
        """With what meetings resolved on each."""
        return self.prefetch_related(models.Prefetch("resolutions", Resolution.objects.select_related("item__meeting")))

    def visible_to(self, user):
        """The public sees a question once it is answered; the co-ordinator sees all."""
        if has_role(user, Role.COORDINATOR):
            return self
        return self.published()


class PublicQuestion(models.Model):
    """A question put to a meeting, and its answer on the record."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    reference = models.CharField(max_length=20, unique=True)
    asked_by = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    speaks_as = models.ForeignKey(
        RespondentKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        help_text=_("who asks, if they said so"),
    )
    text = models.TextField()
    edited_text = models.TextField(blank=True, help_text=_("what is shown in the place of the words as they came"))
    status = ChoiceField(max_length=16, choices=QuestionStatus, default=QuestionStatus.RECEIVED)
    is_late = models.BooleanField(default=False)
    received_on = models.DateField()
    reason = models.TextField(blank=True)
    instead = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["answered_there", "answered_writing"])
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="an_answered_question_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""), name="a_declined_question_says_why"
            ),
            models.CheckConstraint(condition=~Q(status="not_ours") | ~Q(instead=""), name="not_ours_says_whose"),
        ]

    def __str__(self):
        return self.reference

    @property
    def shown_text(self):
        """What the public reads: the edited words where there are some."""
        return self.edited_text or self.text

    @property
    def is_waiting(self):
        return self.status in WAITING

    @property
    def is_declined(self):
        return self.status == QuestionStatus.DECLINED

    @property
    def is_accepted(self):
        return self.status == QuestionStatus.ACCEPTED

    @property
    def has_its_answer(self):
        """Whether it was answered, or who can answer it instead was said."""
        return self.status in {QuestionStatus.ANSWERED_THERE, QuestionStatus.ANSWERED_WRITING, QuestionStatus.NOT_OURS}

    @property
    def is_public(self):
        return self.status not in NOT_PUBLIC
