"""What a parent does about who reads their issue: the consents, and the edited words before others read them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import EditMixin, FormPage
from issues.forms.following import WordsForm
from issues.forms.handing import HandoverForm
from issues.forms.raising import ConsentsForm
from issues.forms.young import TITLES, in_plain_words
from issues.services.consents import change_own_consents
from issues.services.handing import answer_handover, cannot_be_handed, handover_of
from issues.services.showing import agree_to_words, object_to_words
from issues.views.own_issue import OwnIssueMixin


class IssueSharing(EditMixin, OwnIssueMixin, FormPage):
    """Who may read it: the parent's three consents, to be changed at any time."""

    form_class = ConsentsForm
    template_name = "issues/issue_sharing.html"

    @property
    def heading(self):
        return TITLES["sharing"] if self.object.is_young else _("Who may read what you wrote?")

    success_message = gettext_lazy("Saved. It holds from now on.")

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        return in_plain_words(form) if self.object.is_young else form

    @property
    def locked_row(self):
        return self.object.letter

    def closed_because(self):
        return _("You have withdrawn this issue, and every consent with it.") if self.object.is_withdrawn else ""

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return change_own_consents(self.object, by=self.request.user, **form.cleaned_data)


class IssueWords(OwnIssueMixin, FormPage):
    """The parent reads the words that others may read, and says yes or no."""

    form_class = WordsForm
    template_name = "issues/issue_words.html"
    heading = gettext_lazy("What others may read")
    submit = gettext_lazy("Send")
    shared_texts = ()

    @property
    def success_message(self):
        return _("Thank you. We'll change the words first.") if self.result.objection else _("Thank you.")

    def closed_because(self):
        return "" if self.object.can_be_objected_to else _("There are no words for you to look at now.")

    def get_initial(self):
        return {"version": self.object.edit_version}

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.edit_version

    def perform(self, form):
        data, by = form.cleaned_data, self.request.user
        if data["is_right"] == "yes":
            return agree_to_words(self.object, version=data["version"], by=by)
        return object_to_words(self.object, objection=data["objection"], version=data["version"], by=by)


class IssueHandover(OwnIssueMixin, FormPage):
    """Whether the co-ordinator may read what its parent took to be about the service itself."""

    form_class = HandoverForm
    template_name = "issues/issue_handover.html"
    heading = gettext_lazy("May the co-ordinator read it?")
    submit = gettext_lazy("Send")

    @property
    def success_message(self):
        if self.result.is_about_us:
            return _("Thank you. It stays with the independent reader.")
        return _("Thank you. The co-ordinator has it now.")

    def closed_because(self):
        is_open = handover_of(self.object) and not cannot_be_handed(self.object)
        return "" if is_open else _("There is nothing for you to agree to now.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(handover=handover_of(self.object), **kwargs)

    def perform(self, form):
        is_agreed = form.cleaned_data["is_agreed"] == "yes"
        return answer_handover(self.object, is_agreed=is_agreed, by=self.request.user)
