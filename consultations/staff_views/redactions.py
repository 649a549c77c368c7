"""The co-ordinator takes words out of a consultation, or of a theme and of what was answered to it."""

from django.urls import reverse

from common.pages import StaffMixin, holders_of
from common.pages.redactions import RedactPage
from consultations.models import ConsultationTheme
from consultations.services.redacting import consultation_refusal, redact_consultation, redact_theme, theme_refusal
from consultations.staff_views.preparing import ConsultationPage


class ThemeRedact(StaffMixin, RedactPage):
    permission_required = "consultations.manage_consultation"
    queryset = ConsultationTheme.objects.select_related("consultation", "theme")
    visible = holders_of("consultations.manage_consultation")

    @property
    def about(self):
        return f"{self.object.consultation.title}: {self.object.theme}"

    def get_back_url(self):
        return reverse("consultations:staff_consultation", args=[self.object.consultation.slug])

    get_success_url = get_back_url

    def closed_because(self):
        return theme_refusal(self.object)

    def perform(self, form):
        return redact_theme(self.object, by=self.request.user, **form.cleaned_data)


class ConsultationRedact(RedactPage, ConsultationPage):
    def closed_because(self):
        return consultation_refusal(self.object)

    def perform(self, form):
        return redact_consultation(self.object, by=self.request.user, **form.cleaned_data)
