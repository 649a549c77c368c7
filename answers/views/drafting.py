"""What the pages that write, replace and preview an answer share, for presentations and consultations alike."""

from django.utils.translation import gettext_lazy as _

from answers.forms.answer import AnswerForm
from answers.forms.planned_commitments import as_planned
from answers.forms.supersede import SupersedeForm
from answers.rules import ANSWER_WORDS
from answers.selectors import public_names
from answers.services.answers import check_answer


class AnswerDraftMixin:
    """A form page that keeps one answer as a draft; subclasses say the `answer` and what was `asked`, and `keep` it.

    `promised` of the answer are the commitments of the version it replaces: they go on.
    """

    form_class = AnswerForm
    submit = _("Save draft")

    @property
    def promised(self):
        return self.answer.promised if self.answer else []

    def get_initial(self):
        return (AnswerForm.initial_of(self.answer) if self.answer else {}) | {"version": self.current_version()}

    def get_form_kwargs(self):
        """What was saved before was looked at then; what is `asked` of whoever answers is no mark."""
        saved = AnswerForm.initial_of(self.answer) if self.answer else {}
        known = "\n".join([self.asked, *(saved.get(name) or "" for name in AnswerForm.marked)])
        return super().get_form_kwargs() | {"known": known, "names": public_names()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(promised=self.promised, **kwargs)

    def given(self, form):
        fields = {name: form.cleaned_data[name] for name in ANSWER_WORDS}
        return fields | {"commitments": as_planned(form.commitments)}

    def perform(self, form):
        given = self.given(form)
        commitments = [*given["commitments"], *(one for one in self.promised if not one.is_not_kept)]
        check_answer(**{name: given[name] for name in ANSWER_WORDS}, commitments=commitments)
        return self.keep(given, form.cleaned_data["version"])


class SupersedeMixin:
    """A form page that begins a new version of a posted answer, with the reason."""

    form_class = SupersedeForm
    heading, submit = _("Change the answer"), _("Start new version")
    lead = _(
        "A posted answer is never edited. The old one stays in force until you post the new one, and readable after."
    )
    success_message = _("New version started. The old one stays in force until you post it.")
