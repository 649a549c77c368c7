"""The ledger of commitments, for the co-ordinator and for the agency that made them."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, agencies_of, has_role
from answers import messages
from answers.filters import KeptCommitmentFilter
from answers.forms.commitments import EvidenceForm, FailForm, MakeCommitmentForm, MoveDateForm
from answers.models import Commitment
from answers.next_steps import steps_of_commitment
from answers.rules import CommitmentStatus
from answers.selectors import public_names
from answers.services.commitments import fail_commitment, finish_commitment, make_commitment_once, move_commitment
from answers.tables import CommitmentTable
from answers.transitions import COMMITMENT
from common import timeline
from common.pages import DetailPage, EditMixin, FormPage, ListPage, StaffMixin
from common.redactions import redactions_of
from members.models import Person


class KeepableMixin(StaffMixin):
    """Commitments one may keep: the co-ordinator all, an officer those of their own agency."""

    permission_required = "answers.keep_commitment"
    model = Commitment
    lookup = "reference"

    def narrow(self, rows):
        rows = rows.with_origin()
        if has_role(self.request.user, Role.COORDINATOR):
            return rows
        return rows.filter(agency__in=agencies_of(self.request.user))


class CommitmentKeepList(KeepableMixin, ListPage):
    """What is still to come first, the one due soonest at the top."""

    filterset_class = KeptCommitmentFilter
    table_class = CommitmentTable
    holds_personal_data = True
    heading = _("Commitments")
    lead = _("Who will do what, by when, and whether they did. Open commitments come first.")
    empty = _("No commitments match.")

    @property
    def actions(self):
        if not self.request.user.has_perm("answers.manage_you_said"):
            return []
        return [(_("Add a commitment"), reverse("answers:commitment_make"))]

    def narrow(self, rows):
        return super().narrow(rows).open_first().with_doubts()


class CommitmentKeep(KeepableMixin, DetailPage):
    queryset = Commitment.objects.with_origin().with_what_became_of_it()
    template_name = "answers/staff_commitment_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            steps=steps_of_commitment(self.object),
            earlier_dates=self.object.earlier_dates.all(),
            redactions=redactions_of(self.object),
            timeline=timeline.build(self.object, self.request.user),
            **kwargs,
        )


class CommitmentPage(KeepableMixin, FormPage):
    template_name = "answers/staff_commitment_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": public_names()}

    @property
    def about(self):
        return self.object.reference

    def get_success_url(self):
        return reverse("answers:commitment_keep", args=[self.kwargs["reference"]])

    get_back_url = get_success_url


class CommitmentFinish(CommitmentPage):
    move = (COMMITMENT, CommitmentStatus.DONE)
    form_class = EvidenceForm
    heading = _("Record as done")
    success_message = _("Commitment recorded as done. The evidence is public.")

    def perform(self, form):
        return finish_commitment(self.object, by=self.request.user, **form.cleaned_data)


class CommitmentFail(CommitmentPage):
    move = (COMMITMENT, CommitmentStatus.NOT_KEPT)
    form_class = FailForm
    heading = _("Record as not kept")
    success_message = _("Commitment recorded as not kept. The reason is public.")

    def perform(self, form):
        return fail_commitment(self.object, by=self.request.user, **form.cleaned_data)


class CommitmentMove(EditMixin, CommitmentPage):
    move = (COMMITMENT, CommitmentStatus.DONE)
    form_class = MoveDateForm
    replaces = ("due_on",)
    heading = _("Change date")

    @property
    def success_message(self):
        return messages.after_moving_the_date(self.result)

    def perform(self, form):
        return move_commitment(self.object, by=self.request.user, **form.cleaned_data)


class CommitmentMake(StaffMixin, FormPage):
    """A commitment the group or the service takes on, whatever it came from; everybody can read it."""

    permission_required = "answers.manage_you_said"
    form_class = MakeCommitmentForm
    heading = _("Add a commitment")
    lead = _("For commitments of the group or the service. They are public.")
    back_url = reverse_lazy("answers:commitment_keep_list")
    success_message = _("Commitment saved. It is public.")

    def get_form_kwargs(self):
        people = Person.objects.values_list("name", flat=True) if self.request.method == "POST" else ()
        return super().get_form_kwargs() | {"names": [*public_names(), *people]}

    def perform(self, form):
        fields = dict(form.cleaned_data)
        return make_commitment_once(key=fields.pop("once"), by=self.request.user, is_public=True, **fields)

    def get_success_url(self):
        return reverse("answers:commitment_keep", args=[self.result.reference])
