"""What a consultation asks, and the answers to choose from."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.model_fields import ChoiceField
from consultations.models.consultation import Consultation
from consultations.rules import QuestionKind


class Question(models.Model):
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = ChoiceField(max_length=8, choices=QuestionKind)
    text = models.CharField(max_length=300)
    help_text = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=False)
    unit = models.CharField(max_length=40, blank=True, help_text=_("of a number: for example, miles"))
    smallest = models.IntegerField(null=True, blank=True)
    largest = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="one_question_per_number")]

    def __str__(self):
        return f"{self.number}. {self.text}"

    @property
    def sole_answer(self):
        """The text of the answer that is given alone, or nothing."""
        return next((choice.text for choice in self.choices.all() if choice.excludes_others), "")


class Choice(models.Model):
    """One thing to choose; for a scale, its points in order."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    excludes_others = models.BooleanField(
        default=False, help_text=_("of several answers allowed: this one, such as “none of these”, is given alone")
    )

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_choice_per_number"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(excludes_others=True), name="one_sole_answer_per_question"
            ),
        ]

    def __str__(self):
        return self.text
