"""The co-ordinator takes words out of approved minutes and of published questions."""

from common.pages import StaffMixin
from common.pages.redactions import RedactPage
from meetings.meeting_views import MeetingMixin, PartMixin
from meetings.models import Meeting, PublicQuestion
from meetings.rules import TOOK_NO_PART
from meetings.selectors import is_bound_at
from meetings.services.redacting import minutes_refusal, question_refusal, redact_minutes, redact_question


class MinutesRedact(StaffMixin, MeetingMixin, RedactPage):
    """Take words out of approved minutes, in every version."""

    permission_required = "meetings.record_minutes"
    model = Meeting
    lookup = "slug"
    to = "meetings:minutes_edit"

    def closed_because(self):
        if is_bound_at(self.object, self.request.user):
            return TOOK_NO_PART
        return minutes_refusal(self.object)

    def perform(self, form):
        return redact_minutes(self.object, by=self.request.user, **form.cleaned_data)


class QuestionRedact(StaffMixin, PartMixin, RedactPage):
    permission_required = "meetings.answer_question"
    queryset = PublicQuestion.objects.select_related("meeting")
    lookup = "reference"
    to = "meetings:question_list"

    def closed_because(self):
        return question_refusal(self.object)

    def perform(self, form):
        return redact_question(self.object, by=self.request.user, **form.cleaned_data)
