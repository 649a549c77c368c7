"""The co-ordinator's list and page of consultations, and the pages for preparing a draft."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, EditMixin, FormPage, ListPage, ServiceAction, StaffMixin, holders_of
from common.redactions import with_redactions
from consultations import forms
from consultations.emails import has_officer
from consultations.filters import StaffConsultationFilter
from consultations.models import Consultation, Question
from consultations.next_steps import steps_of_consultation
from consultations.services.preparing import (
    add_question,
    create_consultation_once,
    edit_consultation,
    edit_question,
    locked_because,
    move_question_up,
    remove_question,
    words_of_information,
)
from consultations.tables import ConsultationTable


class ConsultationMixin(StaffMixin):
    """One consultation, found by its slug, and the way back to its page."""

    permission_required = "consultations.manage_consultation"
    queryset = Consultation.objects.select_related("deciding_agency", "service_area", "words", "earlier_version")
    lookup = "slug"

    @property
    def consultation(self):
        return self.object

    def get_success_url(self):
        return reverse("consultations:staff_consultation", args=[self.consultation.slug])


class StaffConsultationList(StaffMixin, ListPage):
    permission_required = "consultations.manage_consultation"
    queryset = Consultation.objects.select_related("deciding_agency")
    filterset_class = StaffConsultationFilter
    table_class = ConsultationTable
    holds_personal_data = False
    heading = _("Consultations")
    actions = [(_("Prepare a consultation"), reverse_lazy("consultations:consultation_create"))]
    empty = _("No consultations match.")


class StaffConsultation(ConsultationMixin, DetailPage):
    """Overview of a consultation: state, questions, themes and next steps."""

    template_name = "consultations/staff_consultation_detail.html"

    def get_context_data(self, **kwargs):
        one = self.object
        steps = steps_of_consultation(one)
        themes = one.themes.with_people().select_related("theme", "answer").prefetch_related("answer__entries")
        _this, *themes = with_redactions([one, *themes])
        is_asked = one.is_in_feedback and one.deciding_agency is not None and steps["conclude"] is None
        return super().get_context_data(
            door=one.door(),
            steps=steps,
            has_nobody=is_asked and not has_officer(one),
            questions=one.questions.prefetch_related("choices"),
            themes=themes,
            redactions=one.redactions,
            later_versions=one.later_versions.all(),
            response_count=one.responses.count(),
            **kwargs,
        )


class ConsultationPage(ConsultationMixin, FormPage):
    """A form about a consultation."""

    @property
    def about(self):
        return self.consultation.title if self.has_row else ""

    def get_back_url(self):
        return reverse("consultations:staff_consultation", args=[self.consultation.slug])


class ConsultationCreate(ConsultationPage):
    queryset = None
    form_class = forms.ConsultationForm
    heading, submit = _("Prepare a consultation"), _("Save draft")
    success_message = _("Draft saved. Next, add the questions.")

    def get_back_url(self):
        return reverse("consultations:staff_consultation_list")

    @property
    def consultation(self):
        return self.result

    def perform(self, form):
        fields = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        return create_consultation_once(key=form.cleaned_data["once"], by=self.request.user, **fields)


class DraftPage(ConsultationPage):
    """A form that is open while the consultation is a draft."""

    def closed_because(self):
        return locked_because(self.consultation)


class ConsultationEdit(DraftPage):
    form_class = forms.EditConsultationForm
    heading = _("Edit information")
    success_message = _("Information saved.")

    def get_initial(self):
        one = self.object
        names = [name for name in forms.EditConsultationForm.base_fields if hasattr(one, name)]
        dates = {"opens_on": clock.london(one.opens_at).date(), "closes_on": one.closes_on}
        return {name: getattr(one, name) for name in names} | dates | {"version": one.version}

    def typed(self, form):
        return words_of_information(form.cleaned_data)

    def perform(self, form):
        return edit_consultation(self.object, by=self.request.user, **form.cleaned_data)


class QuestionAdd(DraftPage):
    form_class = forms.QuestionForm
    heading, submit = _("Add a question"), _("Add question")
    success_message = _("Question added. Add another, or open the consultation.")

    def perform(self, form):
        return add_question(self.object, by=self.request.user, **form.cleaned_data)


class OneQuestion(StaffMixin):
    permission_required = "consultations.manage_consultation"
    queryset = Question.objects.select_related("consultation")
    visible = holders_of("consultations.manage_consultation")
    lookup = "pk"

    @property
    def consultation(self):
        return self.object.consultation

    def get_success_url(self):
        return reverse("consultations:staff_consultation", args=[self.consultation.slug])


class QuestionEdit(EditMixin, OneQuestion, DraftPage):
    form_class = forms.QuestionForm
    heading, submit = _("Change a question"), _("Save question")
    success_message = _("Question saved.")

    @property
    def locked_row(self):
        return self.consultation

    def get_initial(self):
        names = [name for name in forms.QuestionForm.base_fields if name != "choices"]
        choices = "\n".join(choice.text for choice in self.object.choices.all())
        return {name: getattr(self.object, name) for name in names} | {"choices": choices}

    def perform(self, form):
        return edit_question(self.object, by=self.request.user, **form.cleaned_data)


class QuestionAction(OneQuestion, ServiceAction):
    verb = None

    def perform(self):
        return type(self).verb(self.object, by=self.request.user)


class QuestionRemove(QuestionAction):
    verb = staticmethod(remove_question)
    success_message = _("Question removed. The questions after it have moved up.")


class QuestionUp(QuestionAction):
    verb = staticmethod(move_question_up)
    success_message = _("Question moved up one place.")
