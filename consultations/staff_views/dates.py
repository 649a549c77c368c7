"""The co-ordinator's pages that close a consultation, extend it, or move the day of its decision."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import day, moment
from common.pages import EditMixin
from consultations import forms
from consultations.rules import ConsultationStatus, is_in_time
from consultations.services.dates import (
    answers_due_on,
    decision_refusal,
    extend_consultation,
    extension_refusal,
    move_decision,
)
from consultations.services.running import close_consultation
from consultations.staff_views.running import ReasonPage
from consultations.transitions import CONSULTATION


class DatesPage(EditMixin, ReasonPage):
    """A form that moves days people were told of."""

    def get_initial(self):
        return {"decide_on": self.object.decide_on}


class ConsultationClose(DatesPage):
    """Closes it; before its closing minute, with the reason and the day of the decision after it."""

    move = (CONSULTATION, ConsultationStatus.CLOSED)
    heading, submit = _("Close consultation"), _("Close consultation")
    success_message = _("Consultation closed. Add the themes people raised, then publish the results.")

    @cached_property
    def asks_why(self):
        return is_in_time(clock.now(), self.object.closes_at)

    @property
    def lead(self):
        if not self.asks_why:
            return ""
        words = _(
            "People were told that they can answer until %(end)s. Nobody can answer online after this, "
            "and it cannot be opened again: to stop it for a while, pause it instead. "
            "Every theme is then due an answer by %(due)s instead of %(later)s."
        )
        due = {"due": answers_due_on(clock.today()), "later": self.object.due_on}
        return words % {"end": moment(self.object.closes_at), **{name: day(one) for name, one in due.items()}}

    def get_form_class(self):
        return forms.CloseForm if self.asks_why else forms.NothingForm

    def perform(self, form):
        return close_consultation(self.object, by=self.request.user, **form.cleaned_data)


class ConsultationExtend(DatesPage):
    """Gives people more time to answer."""

    form_class = forms.ExtendForm
    replaces = ("closes_on",)
    heading, submit = _("Extend consultation"), _("Extend consultation")

    @property
    def lead(self):
        words = _(
            "People were told that they can answer until %(end)s. Its page and its results show both dates and why. "
            "Answers to every theme are then due so much later."
        )
        return words % {"end": moment(self.object.closes_at)}

    def closed_because(self):
        return extension_refusal(self.object)

    def perform(self, form):
        return extend_consultation(self.object, by=self.request.user, **form.cleaned_data)

    @property
    def success_message(self):
        words = _(
            "Consultation extended to %(day)s. Whoever follows it is e-mailed. "
            "Others are not, so please say so wherever you announced it."
        )
        return words % {"day": day(self.result.closes_on)}


class DecisionMove(DatesPage):
    """Moves the day of the decision, or puts it off."""

    form_class = forms.DecisionForm
    heading, submit = _("Change the decision date"), _("Change date")
    success_message = _("Decision date changed. Everyone can read both dates and why.")

    @property
    def lead(self):
        return _("Every theme is due an answer by %(day)s.") % {"day": day(self.object.due_on)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"closes_on": self.object.ends_on}

    def closed_because(self):
        return decision_refusal(self.object)

    def perform(self, form):
        return move_decision(self.object, by=self.request.user, **form.cleaned_data)
