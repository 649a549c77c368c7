"""A consultation's moves, and what arrives on paper or by e-mail."""

from django.utils.translation import gettext_lazy as _

from common.views import ServiceActionView
from consultations import forms, services
from consultations.rules import Door
from consultations.staff_views.preparing import StaffForm, StaffMixinOfOne


class StaffAction(StaffMixinOfOne, ServiceActionView):
    verb = None

    def perform(self):
        return type(self).verb(self.object, by=self.request.user)


class ConsultationOpen(StaffAction):
    verb = staticmethod(services.open_consultation)

    @property
    def success_message(self):
        if self.result.door() == Door.BEFORE:
            return _("It is announced, and its questions are locked. It takes answers from its opening day on.")
        return _("It is open for answers. Its questions are locked.")


class ConsultationClose(StaffAction):
    verb = staticmethod(services.close_consultation)
    success_message = _("It is closed. Add the themes people raised, then publish the results.")


class FeedbackStart(StaffAction):
    verb = staticmethod(services.start_feedback)

    @property
    def success_message(self):
        if self.result.deciding_agency is None:
            return _("The results are published. Now answer every theme.")
        words = _("The results are published. %(agency)s is asked to answer every theme.")
        return words % {"agency": self.result.deciding_agency}


class ConsultationConclude(StaffAction):
    verb = staticmethod(services.conclude_consultation)
    success_message = _("It is concluded: every theme has its answer. Now publish what you said, we did.")


class ConsultationPause(StaffForm):
    form_class = forms.ReasonForm
    heading, submit = _("Pause it"), _("Pause it")
    success_message = _("It is paused. Nobody can answer until you open it again.")

    def perform(self, form):
        return services.pause_consultation(self.object, by=self.request.user, **form.cleaned_data)


class ConsultationWithdraw(StaffForm):
    form_class = forms.ReasonForm
    heading, submit = _("Withdraw it"), _("Withdraw it")
    success_message = _("It is withdrawn. It takes no more answers.")

    def perform(self, form):
        return services.withdraw_consultation(self.object, by=self.request.user, **form.cleaned_data)


class UncountedRecord(StaffForm):
    form_class = forms.UncountedForm
    heading = _("Messages read but not counted")
    success_message = _("Recorded. They are told apart from the responses, and not added to them.")

    def get_initial(self):
        return {"count": self.object.uncounted_count, "note": self.object.uncounted_note}

    def perform(self, form):
        return services.record_uncounted(self.object, by=self.request.user, **form.cleaned_data)


class ResponseEnter(StaffForm):
    """Enter what arrived on paper, by phone or in person."""

    permission_required = "consultations.enter_response"
    form_class = forms.EnterResponseForm
    heading, submit = _("Enter a response"), _("Enter the response")

    @property
    def success_message(self):
        words = _("%(reference)s is entered. It counts the same as one from the web form.")
        if self.result.is_late:
            words = _("%(reference)s is entered. It came late, so it is kept apart and not counted.")
        return words % {"reference": self.result.reference}

    def get_form_kwargs(self):
        questions = list(self.object.questions.prefetch_related("choices"))
        return {**super().get_form_kwargs(), "questions": questions}

    def perform(self, form):
        fields = {name: form.cleaned_data[name] for name in ("group", "channel", "arrived_on", "once")}
        return services.enter_response(self.object, form.answers, by=self.request.user, **fields)
