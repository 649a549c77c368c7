"""Legal holds: placing one is quick, ending one waits for a second person."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.data import EndHoldForm, PlaceHoldForm
from accounts.models import LegalHold
from accounts.services import holds
from accounts.tables import HoldTable
from common.pages import DetailPage, FormPage, ListPage, OnceMixin, ServiceAction, StaffMixin

PERMISSION = "accounts.manage_hold"
WITH_PEOPLE = LegalHold.objects.select_related("placed_by", "end_asked_by", "ended_by")


class HoldList(StaffMixin, ListPage):
    permission_required = PERMISSION
    queryset = LegalHold.objects.select_related("placed_by")
    table_class = HoldTable
    heading = _("Legal holds")
    lead = _("While a hold stands, nothing that belongs to its person or its record is erased or let go.")
    empty = _("No holds.")
    not_downloaded_because = "It names people, for those who decide on holds alone."

    @property
    def actions(self):
        return [(_("Place a hold"), reverse("accounts:hold_place"))]


class HoldPlace(StaffMixin, OnceMixin, FormPage):
    permission_required = PERMISSION
    made = LegalHold
    form_class = PlaceHoldForm
    heading = _("Place a hold")
    lead = _("It holds at once. Ending it waits for a second person, or for 24 hours where there is none.")
    submit = _("Place hold")
    back_url = reverse_lazy("accounts:hold_list")
    success_message = _("Hold placed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def make(self, form):
        return holds.place_hold(form.cleaned_data["about"], reason=form.cleaned_data["reason"], by=self.request.user)


class HoldMixin(StaffMixin):
    permission_required = PERMISSION
    queryset = WITH_PEOPLE
    lookup = "reference"


class HoldDetail(HoldMixin, DetailPage):
    template_name = "accounts/hold_detail.html"

    def get_context_data(self, **kwargs):
        may_agree = self.object.waits_to_end and self.object.end_asked_by_id != self.request.user.pk
        return super().get_context_data(hold=self.object, may_agree=may_agree, **kwargs)


class HoldEnd(HoldMixin, FormPage):
    form_class = EndHoldForm
    heading = _("Ask to end a hold")
    submit = _("Ask to end it")
    tone = "warning"

    @property
    def success_message(self):
        if self.result.ends_at:
            return _("Asked. Nobody else can agree to it now, so the hold ends in 24 hours unless somebody keeps it.")
        return _("Asked. The hold goes on until somebody else agrees.")

    def closed_because(self):
        return holds.cannot_be_asked(self.object)

    def perform(self, form):
        return holds.ask_to_end_hold(self.object, reason=form.cleaned_data["reason"], by=self.request.user)


class HoldAgree(HoldMixin, ServiceAction):
    success_message = _("Hold ended.")

    def perform(self):
        return holds.agree_to_end_hold(self.object, by=self.request.user)


class HoldKeep(HoldMixin, ServiceAction):
    success_message = _("The hold goes on.")

    def perform(self):
        return holds.keep_hold(self.object, by=self.request.user)
