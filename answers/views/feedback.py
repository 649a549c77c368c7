"""The page on which a parent says whether an answer answers their issue."""

from django.utils.translation import gettext as _

from answers.forms.feedback import FeedbackForm
from answers.services.feedback import give_feedback, words_on_answer
from common.pages import FormPage
from issues.rules import IssueStatus
from issues.views.own_issue import OwnIssueMixin


class IssueFeedbackGive(OwnIssueMixin, FormPage):
    """Does the answer answer it? A no opens the issue again."""

    form_class = FeedbackForm
    template_name = "answers/issue_feedback.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "words": words_on_answer(self.object)}

    @property
    def success_message(self):
        if self.result.status == IssueStatus.CLOSED:
            return _("Thank you. We have closed your issue, because you said the answer answers it.")
        if self.is_answered:
            return _("Thank you. We have recorded what you think of the answer.")
        return _("Thank you. We have reopened your issue. The group will discuss it at its next meeting.")

    def perform(self, form):
        self.is_answered = form.cleaned_data.get("is_answered") == "yes"
        reason = form.cleaned_data["reason"]
        return give_feedback(self.object, is_answered=self.is_answered, reason=reason, by=self.request.user)
