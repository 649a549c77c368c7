"""The page on which a parent says whether a promise came true."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answers.forms.came_true import CameTrueForm
from answers.models import PromiseFeedback
from answers.models.came_true import is_true_after_all
from answers.rules import CameTrue
from answers.services.came_true import promises_to_judge, say_whether_it_came_true
from common.pages import FormPage
from issues.views.own_issue import OwnIssueMixin


class PromiseJudge(OwnIssueMixin, FormPage):
    """Yes, partly or no. What was said before is shown, and a later word takes its place."""

    form_class = CameTrueForm
    template_name = "answers/promise_judge.html"
    heading, submit = gettext_lazy("Did it come true?"), gettext_lazy("Send")

    @cached_property
    def commitment(self):
        return get_object_or_404(promises_to_judge(self.object), reference=self.kwargs["promise"])

    @property
    def about(self):
        return self.object.reference

    def get_initial(self):
        given = PromiseFeedback.objects.filter(commitment=self.commitment, issue=self.object).first()
        return {"verdict": given.verdict, "words": given.words} if given else {}

    @property
    def success_message(self):
        if self.is_no:
            return _("Thank you. We have recorded that it has not come true, and the group follows your issue.")
        if self.is_after_all:
            return _("Thank you. We have recorded that it has come true. The co-ordinator can close your issue again.")
        return _("Thank you. We have recorded what you told us.")

    def perform(self, form):
        self.is_no = form.cleaned_data["verdict"] == CameTrue.NO
        said = say_whether_it_came_true(self.object, self.commitment, by=self.request.user, **form.cleaned_data)
        self.is_after_all = is_true_after_all(said.followed)
        return said
