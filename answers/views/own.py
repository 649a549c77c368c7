"""What somebody promised themselves: they record it as done (M4)."""

from django.utils.translation import gettext_lazy as _

from answers.forms.commitments import EvidenceForm
from answers.models import Commitment
from answers.rules import CommitmentStatus
from answers.selectors import public_names
from answers.services.commitments import finish_commitment
from answers.transitions import COMMITMENT
from common.pages import FormPage


def promised_by(rows, request):
    """The commitments that whoever is signed in owns themselves."""
    return rows.filter(person__user=request.user)


class MyActionFinish(FormPage):
    """An action of one's own, done; those of an agency are kept by its officers."""

    queryset = Commitment.objects.all()
    visible = promised_by
    lookup = "reference"
    move = (COMMITMENT, CommitmentStatus.DONE)
    form_class = EvidenceForm
    template_name = "answers/staff_commitment_form.html"
    heading = _("Record as done")
    success_url = back_url = "/my/"
    success_message = _("Thank you. Recorded as done.")

    @property
    def about(self):
        return self.object.reference

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": public_names()}

    def perform(self, form):
        return finish_commitment(self.object, by=self.request.user, **form.cleaned_data)
