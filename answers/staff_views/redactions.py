"""The co-ordinator takes words out of a posted answer."""

from django.urls import reverse

from answers.models import FormalResponse
from answers.services.redacting import redact_response, redaction_refusal
from common.pages import StaffMixin
from common.pages.redactions import RedactPage


class ResponseRedact(StaffMixin, RedactPage):
    permission_required = "answers.make_presentation"
    queryset = FormalResponse.objects.select_related("presentation")

    @property
    def about(self):
        return self.object.presentation

    def get_back_url(self):
        return reverse("answers:staff_presentation_detail", args=[self.object.presentation.reference])

    get_success_url = get_back_url

    def closed_because(self):
        return redaction_refusal(self.object)

    def perform(self, form):
        return redact_response(self.object, by=self.request.user, **form.cleaned_data)
