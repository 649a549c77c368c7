"""The co-ordinator's pages for moves and for entering responses."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.services.settings import get_setting
from common import clock
from common.marked_words import MarkedFormMixin
from common.pages import EditMixin, ListPage, ServiceAction, StaffMixin
from consultations import forms
from consultations.models import Consultation, Response
from consultations.rules import ConsultationStatus, Door
from consultations.services.responding import enter_response, remove_response, takes_corrections
from consultations.services.running import (
    conclude_consultation,
    open_consultation,
    pause_consultation,
    record_uncounted,
    start_feedback,
    withdraw_consultation,
)
from consultations.staff_views.preparing import ConsultationMixin, ConsultationPage
from consultations.tables import EnteredTable
from consultations.transitions import CONSULTATION


class ReasonPage(ConsultationPage):
    """A move with a reason that everybody will read."""

    form_class = forms.ReasonForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if issubclass(self.get_form_class(), MarkedFormMixin):
            kwargs["names"] = self.object.known_names
        return kwargs


class StaffAction(ConsultationMixin, ServiceAction):
    verb = None

    def perform(self):
        return type(self).verb(self.object, by=self.request.user)


class ConsultationOpen(ReasonPage):
    """Opens a draft, or one that was paused; a short time to answer asks for its reason."""

    move = (CONSULTATION, ConsultationStatus.OPEN)
    heading, submit = _("Open for answers"), _("Open for answers")

    @cached_property
    def asks_why(self):
        return self.object.is_draft and self.object.is_short_on(clock.today())

    @property
    def lead(self):
        if not self.asks_why:
            return _("Once it is open, its information and its questions cannot be changed.")
        words = _("People can answer for less than %(weeks)s weeks. Say why: its page, results and reports show it.")
        return words % {"weeks": get_setting("shortest_weeks")}

    def get_form_class(self):
        return forms.ReasonForm if self.asks_why else forms.NothingForm

    def perform(self, form):
        return open_consultation(self.object, by=self.request.user, **form.cleaned_data)

    @property
    def success_message(self):
        if self.result.door() == Door.BEFORE:
            return _("Consultation announced and its questions locked. People can answer from the opening date.")
        return _("Consultation opened for answers and its questions locked.")


class FeedbackStart(StaffAction):
    verb = staticmethod(start_feedback)

    @property
    def success_message(self):
        if self.result.deciding_agency is None:
            return _("Results published. Next, answer every theme.")
        words = _("Results published. %(agency)s has been asked to answer every theme.")
        return words % {"agency": self.result.deciding_agency}


class ConsultationConclude(StaffAction):
    verb = staticmethod(conclude_consultation)
    success_message = _(
        "Consultation concluded: every theme has been answered. Next, publish its entries in “you said, we did”."
    )


class ConsultationPause(ReasonPage):
    move = (CONSULTATION, ConsultationStatus.PAUSED)
    heading, submit = _("Pause consultation"), _("Pause consultation")
    success_message = _("Consultation paused. No one can answer until you open it again.")

    def perform(self, form):
        return pause_consultation(self.object, by=self.request.user, **form.cleaned_data)


class ConsultationWithdraw(ReasonPage):
    move = (CONSULTATION, ConsultationStatus.WITHDRAWN)
    heading, submit = _("Withdraw consultation"), _("Withdraw consultation")
    success_message = _("Consultation withdrawn. It takes no more answers, and its entries are off “you said, we did”.")

    def get_form_class(self):
        return forms.WithdrawForm if self.object.opened_on else forms.WithdrawDraftForm

    def perform(self, form):
        return withdraw_consultation(self.object, by=self.request.user, **form.cleaned_data)


class UncountedRecord(EditMixin, ConsultationPage):
    form_class = forms.UncountedForm
    heading = _("Messages read but not counted")
    success_message = _("Messages recorded. They are shown separately and not counted as responses.")

    def get_initial(self):
        return {"count": self.object.uncounted_count, "note": self.object.uncounted_note}

    def perform(self, form):
        return record_uncounted(self.object, by=self.request.user, **form.cleaned_data)


class ResponseEnter(ConsultationPage):
    """Enter what arrived on paper, by phone or in person."""

    permission_required = "consultations.enter_response"
    form_class = forms.EnterResponseForm
    heading, submit = _("Enter a response"), _("Enter response")

    @property
    def success_message(self):
        words = _("Response %(reference)s entered. It counts the same as one from the web form.")
        if self.result.is_late:
            words = _("Response %(reference)s entered. It arrived late, so it is kept separately and not counted.")
        return words % {"reference": self.result.reference}

    def get_form_kwargs(self):
        questions = list(self.object.questions.prefetch_related("choices"))
        return {**super().get_form_kwargs(), "questions": questions}

    def perform(self, form):
        fields = {name: form.cleaned_data[name] for name in ("group", "channel", "arrived_on", "once")}
        return enter_response(self.object, form.answers, by=self.request.user, **fields)


class EnteredList(StaffMixin, ListPage):
    """Responses entered by the team, newest first, to find mistakes and duplicates."""

    permission_required = ResponseEnter.permission_required
    queryset = Response.objects.filter(entered_by__isnull=False).select_related("entered_by", "group")
    table_class = EnteredTable
    holds_personal_data = True
    template_name = "consultations/staff_entered.html"
    heading = _("Entered responses")
    empty = _("No entered responses yet.")

    @cached_property
    def consultation(self):
        return get_object_or_404(Consultation, slug=self.kwargs["slug"])

    @property
    def about(self):
        return self.consultation.title

    def get_back_url(self):
        return reverse("consultations:staff_consultation", args=[self.consultation.slug])

    def narrow(self, rows):
        return rows.filter(consultation=self.consultation).prefetch_related("answers__question", "answers__choice")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            consultation=self.consultation, can_remove=takes_corrections(self.consultation), **kwargs
        )


class EnteredRemove(StaffMixin, ServiceAction):
    permission_required = ResponseEnter.permission_required
    queryset = Response.objects.filter(entered_by__isnull=False).select_related("consultation")
    success_message = _("Response removed and no longer counted. If only part of it was wrong, enter it again.")

    def perform(self):
        return remove_response(self.object, by=self.request.user)

    def get_success_url(self):
        return reverse("consultations:entered_list", args=[self.object.consultation.slug])
