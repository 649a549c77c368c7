"""What people answered: a row for each response, one for each answer, and lines of counts."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from accounts.models import RespondentKind
from accounts.roles import Role, has_role
from common.model_fields import ChoiceField
from consultations.models.consultation import Consultation
from consultations.models.question import Choice, Question
from issues.rules import Channel


class ResponseQuerySet(models.QuerySet):
    def counted(self):
        """Responses that count; late ones do not."""
        return self.filter(is_late=False)

    def given_by(self, user):
        """What a person answered while signed in, each with its consultation."""
        return self.filter(user=user).select_related("consultation")

    def visible_to(self, user):
        if has_role(user, Role.COORDINATOR):
            return self
        return self.filter(user=user) if user.is_authenticated else self.none()


class Response(models.Model):
    """What one person (or one group answering for several) told a consultation.

    It carries its date and no time; whether it was in time is judged on arrival.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="responses")
    reference = models.CharField(max_length=20, unique=True)
    group = models.ForeignKey(RespondentKind, on_delete=models.PROTECT, related_name="responses")
    channel = ChoiceField(max_length=10, choices=Channel, default=Channel.WEB)
    is_late = models.BooleanField(default=False)
    received_on = models.DateField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="consultation_responses",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["consultation", "-id"], name="response_newest"),
            models.Index(fields=["consultation", "-received_on"], name="response_by_day"),
            models.Index(fields=["consultation", "is_late", "group", "channel"], name="response_counts"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(entered_by__isnull=True),
                name="entered_response_is_in_nobodys_list",
            ),
        ]

    def __str__(self):
        return self.reference


class ResponseAnswer(models.Model):
    """One answer to one question: a choice, or a text, or a number; consultation and group are copied for counting."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    # Covered by `answer_counts`; a million rows need no index more.
    group = models.ForeignKey(RespondentKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_late = models.BooleanField(default=False)
    choice = models.ForeignKey(Choice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["consultation", "is_late", "question", "choice", "group"], name="answer_counts"),
            models.Index(fields=["consultation", "-id"], name="answer_newest"),
        ]

    def __str__(self):
        return f"{self.response}: {self.question_id}"


class ResponseDraft(models.Model):
    """An unsent response, found by its secret: its answers and the day it expires, nothing about the person."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="drafts")
    secret_hash = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    expires_on = models.DateField()

    def __str__(self):
        return f"draft for {self.consultation_id} until {self.expires_on}"


class Tally(models.Model):
    """One line of counts, kept from the day the results are published, so that a page need not count a million rows.

    Without a question it counts responses by channel; with one, how many answered it or chose something; for numbers
    with their sum and ends. Late ones are a line of their own.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="tallies")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")
    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(RespondentKind, on_delete=models.PROTECT, related_name="+")
    channel = ChoiceField(max_length=10, choices=Channel, blank=True)
    is_late = models.BooleanField(default=False)
    count = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    smallest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    largest = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    def __str__(self):
        return f"{self.question_id}, {self.choice_id}, {self.group_id}: {self.count}"
