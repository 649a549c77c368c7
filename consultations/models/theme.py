"""Themes of a consultation and their answers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import RespondentKind
from accounts.roles import Role, agencies_of, has_role
from answers.models import Answer, AnswerVersion, CorrectedCount
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
        """Read with each its `people` and what was corrected: somebody who said it twice is one."""
        parents = Q(coded__response__group__in=RespondentKind.objects.only_parents())
        sorted_in = models.Count("coded__response", distinct=True)
        others = models.Count("coded__response", filter=~parents, distinct=True)
        return self.annotate(sorted_people=sorted_in, sorted_others=others).prefetch_related("corrections")

    def standing(self):
        """Those that were not withdrawn from the results."""
        return self.filter(withdrawn_on__isnull=True)

    def unfounded(self):
        """Those that no answer was sorted into, and of which nobody has said where they come from."""
        return self.standing().filter(coded__isnull=True, source="")

    def waiting(self):
        """Those without an answer, in a consultation that is still to be finished."""
        rows = self.standing().filter(answer__isnull=True)
        return rows.exclude(consultation__status=ConsultationStatus.WITHDRAWN)


class ConsultationTheme(models.Model):
    """Something people said in a consultation; the consultation cannot conclude until it is answered (V1)."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="consultation_themes")
    said = models.TextField(help_text=_("what was said, in plain words"))
    source = models.TextField(
        blank=True, help_text=_("where it comes from, if not from written answers; everyone can read it")
    )
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

    said_by_count = models.PositiveIntegerField(
        null=True, editable=False, help_text=_("how many said so, as published with the results or corrected since")
    )
    said_by_parents = models.BooleanField(
        default=False, editable=False, help_text=_("all who said so are known to be parents or carers")
    )
    added_on = models.DateField(
        null=True, editable=False, help_text=_("the day it was added to results that were published")
    )
    withdrawn_on = models.DateField(null=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, help_text=_("why it was withdrawn; everyone can read it"))

    objects = ConsultationThemeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "theme"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_theme_per_consultation",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="a_withdrawn_theme_has_its_reason",
            ),
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

    @property
    def people(self):
        """How many said so, as published; before that, of rows read `with_people`, as sorted now."""
        return self.sorted_people if self.said_by_count is None else self.said_by_count

    @property
    def are_parents(self):
        """Whether all of them are known to be parents or carers; a figure says no more than it knows."""
        return self.sorted_others == 0 if self.said_by_count is None else self.said_by_parents

    def count_people(self):
        """Return how many people's words are sorted into it now, and whether all of them are parents or carers."""
        row = ConsultationTheme.objects.with_people().get(pk=self.pk)
        return row.sorted_people, row.sorted_people > 0 and row.sorted_others == 0

    def may_be_answered_by(self, user):
        """The agency that decides answers; where the service itself decides, its co-ordinator."""
        agency_id = self.consultation.deciding_agency_id
        return has_role(user, Role.COORDINATOR) if agency_id is None else agency_id in agencies_of(user)


class CorrectedTheme(CorrectedCount):
    """A correction of how many said what a theme tells, after the results were published."""

    consultation_theme = models.ForeignKey(ConsultationTheme, on_delete=models.CASCADE, related_name="corrections")

    class Meta(CorrectedCount.Meta):
        pass


class ThemeAnswerQuerySet(models.QuerySet):
    def posted(self):
        """What everybody may read: the answer in force, and those it replaced; none of a theme that was withdrawn."""
        rows = self.filter(consultation_theme__withdrawn_on__isnull=True)
        return rows.exclude(status=ResponseStatus.DRAFT)

    def draft(self):
        """Return the draft, or None."""
        return self.filter(status=ResponseStatus.DRAFT).select_related("words", "answer", "supersedes").first()

    def visible_to(self, user):
        """Posted and superseded ones are public; a draft is that of the body that decides."""
        own = Q(consultation_theme__in=ConsultationTheme.objects.answerable_by(user))
        public = Q(consultation_theme__withdrawn_on__isnull=True) & ~Q(status=ResponseStatus.DRAFT)
        return self.filter(public | own)


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
