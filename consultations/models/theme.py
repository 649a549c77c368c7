"""Themes of a consultation and their answers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, agencies_of, has_role
from answers.models import Answer, AnswerVersion
from answers.rules import ResponseStatus
from consultations.models.consultation import Consultation
from consultations.models.response import ResponseAnswer
from consultations.rules import ConsultationStatus
from issues.models import Theme


class ConsultationThemeQuerySet(models.QuerySet):
    def answerable_by(self, user):
        """Those a person speaks for: of the agencies they answer for, and the service's own where they run it."""
        decided = Q(consultation__deciding_agency__in=agencies_of(user))
        if has_role(user, Role.COORDINATOR):
            decided |= Q(consultation__deciding_agency__isnull=True)
        return self.filter(decided)

    def with_people(self):
        """Count as `people` those whose words were put into a theme: somebody who said it twice is one."""
        return self.annotate(people=models.Count("coded__response", distinct=True))

    def waiting(self):
        """Those without an answer, in a consultation that is still to be finished."""
        return self.filter(answer__isnull=True).exclude(consultation__status=ConsultationStatus.WITHDRAWN)


class ConsultationTheme(models.Model):
    """Something people said in a consultation; the consultation cannot conclude until it is answered (V1)."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="consultation_themes")
    said = models.TextField(help_text=_("what was said, in plain words"))
    coded = models.ManyToManyField(ResponseAnswer, blank=True, related_name="themes")
    answer = models.OneToOneField(
        Answer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultation_theme",
        help_text=_("the one in force"),
    )
    answered_on = models.DateField(
        null=True, blank=True, editable=False, help_text=_("the day of its first answer, whatever replaced it since")
    )

    objects = ConsultationThemeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "theme"], name="one_theme_per_consultation"),
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_on__isnull=True)
                | Q(answer__isnull=False, answered_on__isnull=False),
                name="an_answered_theme_has_its_date",
            ),
        ]

    def __str__(self):
        return f"{self.consultation}: {self.theme}"

    def get_absolute_url(self):
        """Return its place among the results."""
        return f"{reverse('consultations:consultation_results', args=[self.consultation.slug])}#theme-{self.pk}"

    @property
    def has_draft(self):
        """Whether an answer is being written; of rows that were read with their versions."""
        return any(one.status == ResponseStatus.DRAFT for one in self.versions.all())

    def count_people(self):
        return self.coded.aggregate(people=models.Count("response", distinct=True))["people"]

    def may_be_answered_by(self, user):
        """The agency that decides answers; where the service itself decides, its co-ordinator."""
        agency_id = self.consultation.deciding_agency_id
        return has_role(user, Role.COORDINATOR) if agency_id is None else agency_id in agencies_of(user)


class ThemeAnswerQuerySet(models.QuerySet):
    def posted(self):
        """What everybody may read: the answer in force, and those it replaced."""
        return self.exclude(status=ResponseStatus.DRAFT)

    def draft(self):
        """Return the draft, or None."""
        return self.filter(status=ResponseStatus.DRAFT).select_related("words", "answer", "supersedes").first()

    def visible_to(self, user):
        """Posted and superseded ones are public; a draft is that of the body that decides."""
        own = Q(consultation_theme__in=ConsultationTheme.objects.answerable_by(user))
        return self.filter(~Q(status=ResponseStatus.DRAFT) | own)


class ThemeAnswer(AnswerVersion):
    """One version of the answer to a theme of a consultation; once posted it is superseded, never edited (V1, P12)."""

    consultation_theme = models.ForeignKey(ConsultationTheme, on_delete=models.PROTECT, related_name="versions")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="theme_answer")

    objects = ThemeAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["consultation_theme", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation_theme"], condition=Q(status="posted"), name="one_posted_answer_per_theme"
            ),
            models.UniqueConstraint(
                fields=["consultation_theme"], condition=Q(status="draft"), name="one_draft_answer_per_theme"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", posted_on__isnull=True) | (~Q(status="draft") & Q(posted_on__isnull=False)),
                name="theme_answer_date_matches_its_status",
            ),
        ]

    def __str__(self):
        return f"{self.consultation_theme} ({self.number})"
