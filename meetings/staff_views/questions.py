"""Public questions as they come in, and their answers (V11)."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import clock
from common.marked_words import marks_of
from common.marks import taken_out
from common.pages import DetailPage, EditMixin, ListPage, StaffMixin
from meetings.emails import askers_not_reached
from meetings.filters import QuestionFilter
from meetings.forms.people import AnswerForm, DeclineForm, EditQuestionForm, NotOursForm
from meetings.meeting_views import PartAction, PartPage
from meetings.models import Meeting, PublicQuestion
from meetings.next_steps import steps_of_question
from meetings.rules import QuestionStatus, has_met
from meetings.services.deadlines import questions_deadline
from meetings.services.decided import resolutions_on_question
from meetings.services.questions import (
    accept_question,
    answer_question,
    decline_question,
    edit_question,
    no_longer_edited,
    not_ours_question,
)
from meetings.tables import QuestionTable
from meetings.transitions import QUESTION

PERMISSION = "meetings.answer_question"


class QuestionList(StaffMixin, DetailPage):
    permission_required = PERMISSION
    model = Meeting
    lookup = "slug"
    template_name = "meetings/question_list.html"

    def get_context_data(self, **kwargs):
        questions = list(self.object.questions.select_related("meeting").with_resolutions())
        unreached = askers_not_reached(questions)
        return super().get_context_data(
            questions=[(one, steps_of_question(one), one.pk in unreached) for one in questions],
            questions_due=questions_deadline(self.object),
            **kwargs,
        )


class EveryQuestion(StaffMixin, ListPage):
    """Public questions across meetings, the oldest meeting first."""

    permission_required = PERMISSION
    queryset = PublicQuestion.objects.select_related("meeting").order_by("meeting__starts_at", "pk")
    filterset_class = QuestionFilter
    table_class = QuestionTable
    holds_personal_data = True
    heading = _("Public questions")
    back_url = reverse_lazy("meetings:staff_meeting_list")
    empty = _("No questions match.")


class QuestionAccept(StaffMixin, PartAction):
    permission_required = PERMISSION
    queryset = PublicQuestion.objects.select_related("meeting")
    lookup = "reference"
    to = "meetings:question_list"
    success_message = _("Question accepted. Answer it at the meeting or in writing.")

    def perform(self):
        return accept_question(self.object, by=self.request.user)


class QuestionPage(StaffMixin, PartPage):
    permission_required = PERMISSION
    queryset = PublicQuestion.objects.select_related("meeting")
    lookup = "reference"
    to = "meetings:question_list"

    @property
    def lead(self):
        return self.object.text


class QuestionDecline(QuestionPage):
    move = (QUESTION, QuestionStatus.DECLINED)
    form_class = DeclineForm
    heading = _("Decline question")
    submit = _("Decline question")
    tone = "warning"

    @property
    def success_message(self):
        if self.object.email:
            return _("Question declined. We've e-mailed the person who asked.")
        return _("Question declined. They gave no e-mail address, so they read it on the page of their question.")

    def perform(self, form):
        return decline_question(self.object, form.cleaned_data["reason"], by=self.request.user)


class QuestionEdit(EditMixin, QuestionPage):
    """What is shown of a question, beside the words as they came."""

    form_class = EditQuestionForm
    heading = _("Edit what is shown")
    template_name = "meetings/question_edit.html"
    success_message = _("Edited words saved. The question as it came is unchanged.")

    def closed_because(self):
        return no_longer_edited(self.object)

    def get_initial(self):
        text = self.object.text
        return {"edited_text": self.object.edited_text or taken_out(text, marks_of(text))}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"original": self.object.text}

    def perform(self, form):
        return edit_question(self.object, by=self.request.user, **form.cleaned_data)


class QuestionShown(QuestionPage):
    """A form that makes a question public: it shows the words that will be read, and asks about what is marked."""

    template_name = "meetings/question_answer.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"shown": self.object.shown_text}


class QuestionAnswer(QuestionShown):
    move = (QUESTION, QuestionStatus.ANSWERED_WRITING)
    form_class = AnswerForm
    heading = _("Answer question")
    submit = _("Publish answer")

    @property
    def success_message(self):
        if self.object.email:
            return _("Answer published. We've e-mailed the person who asked.")
        return _("Answer published. They gave no e-mail address, so they read it on the page of their question.")

    def get_form_kwargs(self):
        meeting = self.object.meeting
        resolutions = resolutions_on_question(self.object).open_to(self.request.user)
        is_over = has_met(meeting.status, meeting.starts_at, clock.now())
        return {**super().get_form_kwargs(), "has_met": is_over, "resolutions": resolutions}

    def perform(self, form):
        data = form.cleaned_data
        rests = {"put_back": data["put_back"], "resolution": data["resolution"]}
        return answer_question(self.object, data["answer"], data["there"] == "yes", by=self.request.user, **rests)


class QuestionNotOurs(QuestionShown):
    move = (QUESTION, QuestionStatus.NOT_OURS)
    form_class = NotOursForm
    heading = _("Not for our service")
    submit = _("Save")

    @property
    def success_message(self):
        if self.object.email:
            return _("Marked as not for our service. We've e-mailed the person who asked.")
        return _(
            "Marked as not for our service. They gave no e-mail address, so they read it on the page of their question."
        )

    def perform(self, form):
        return not_ours_question(self.object, by=self.request.user, **form.cleaned_data)
