"""The co-ordinator takes words out of a posted answer, a presentation, or a commitment."""

from django.urls import reverse

from answers.models import Commitment, FormalResponse, Presentation
from answers.services.redacting import (
    redact_commitment,
    redact_presentation,
    redact_response,
    redaction_refusal,
)
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


class PresentationRedact(StaffMixin, RedactPage):
    permission_required = "answers.make_presentation"
    queryset = Presentation.objects.select_related("agency")
    lookup = "reference"

    @property
    def about(self):
        return self.object

    def get_back_url(self):
        return reverse("answers:staff_presentation_detail", args=[self.object.reference])

    get_success_url = get_back_url

    def perform(self, form):
        return redact_presentation(self.object, by=self.request.user, **form.cleaned_data)


class CommitmentRedact(StaffMixin, RedactPage):
    permission_required = "answers.manage_you_said"
    model = Commitment
    lookup = "reference"

    @property
    def about(self):
        return self.object.reference

    def get_back_url(self):
        return reverse("answers:commitment_keep", args=[self.object.reference])

    get_success_url = get_back_url

    def perform(self, form):
        return redact_commitment(self.object, by=self.request.user, **form.cleaned_data)
