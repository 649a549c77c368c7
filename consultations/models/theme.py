"""Themes of a consultation and their answers."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, agencies_of, has_role
from answers.models import Answer
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
        Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="consultation_theme"
    )

    objects = ConsultationThemeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "theme"], name="one_theme_per_consultation")]

    def __str__(self):
        return f"{self.consultation}: {self.theme}"

    def get_absolute_url(self):
        """Return its place among the results."""
        return f"{reverse('consultations:consultation_results', args=[self.consultation.slug])}#theme-{self.pk}"

    def count_people(self):
        return self.coded.aggregate(people=models.Count("response", distinct=True))["people"]

    def may_be_answered_by(self, user):
        """The agency that decides answers; where the service itself decides, its co-ordinator."""
        agency_id = self.consultation.deciding_agency_id
        return has_role(user, Role.COORDINATOR) if agency_id is None else agency_id in agencies_of(user)
