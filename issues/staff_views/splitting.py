"""One letter with several matters: splitting it, and following it as one again."""

from django.utils.translation import gettext_lazy as _

from issues import messages
from issues.forms.splitting import SplitForm, number_of_parts
from issues.forms.staff import RejoinForm
from issues.selectors import cannot_be_split, cannot_be_undone
from issues.services.splitting import split_issue, undo_split
from issues.staff_views.issue_pages import IssuePage


class IssueSplit(IssuePage):
    """Two or more matters on one page; "Add another matter" asks for one more and keeps what was typed."""

    form_class = SplitForm
    heading, submit = _("Split into several matters"), _("Split letter")
    template_name = "issues/staff_issue_split.html"

    @property
    def success_message(self):
        return messages.after_splitting(self.result)

    def closed_because(self):
        return cannot_be_split(self.object)

    @property
    def number(self):
        return number_of_parts(self.request.POST.get("number", ""))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"letter": self.object, "number": self.number}

    def post(self, request, *args, **kwargs):
        changed = {"more": 1, "fewer": -1}
        step = next((changed[name] for name in changed if name in request.POST), 0)
        return self.with_another_number(self.number + step) if step else super().post(request, *args, **kwargs)

    def with_another_number(self, number):
        number = number_of_parts(str(number))
        typed = {name: value for name, value in self.request.POST.items() if name != "number"}
        form = self.form_class(letter=self.object, number=number, initial=typed)
        return self.render_to_response(self.get_context_data(form=form))

    def perform(self, form):
        return split_issue(self.object, parts=form.parts(), by=self.request.user)


class IssueRejoin(IssuePage):
    form_class = RejoinForm
    heading, submit = _("Follow as one letter again"), _("Follow as one letter")
    lead = _("The numbers of its matters end. The letter keeps its own, and its words as they were sent.")

    @property
    def success_message(self):
        return f"{_('Letter put together again.')} {messages.said_to_parent(self.result)}"

    def closed_because(self):
        return cannot_be_undone(self.object)

    def perform(self, form):
        return undo_split(self.object, by=self.request.user, **form.cleaned_data)
