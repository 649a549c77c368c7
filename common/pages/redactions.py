"""The page on which words are taken out of something published; staff read there what was taken out before."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin
from common.marked_words import MarkedFormMixin
from common.pages.forms import FormPage
from common.redactions import redactions_of


class RedactForm(MarkedFormMixin, FormMixin, forms.Form):
    """The words as they are, and why they go."""

    marked = ("reason",)
    phrases = forms.CharField(
        label=_("Words to take out"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name, phrase or sentence a line, exactly as it is. Each goes wherever it is found."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        help_text=_("Everybody can read it, with today's date. Name nobody. For example: it named a child."),
    )

    def clean_phrases(self):
        return [line.strip() for line in self.cleaned_data["phrases"].splitlines() if line.strip()]


class RedactPage(FormPage):
    """Take words out of a published row. Subclasses write `perform(form)` and name the row with `model` or `queryset`.

    It can only take out, from the text as it now is, so that nothing anybody else saved is lost.
    """

    form_class = RedactForm
    template_name = "pages/redact.html"
    heading = _("Take words out")
    lead = _(
        "“[taken out]” will be in their place on every page, in every version and file made from it. "
        "What was there can then be read here, by staff alone. It cannot be put back."
    )
    submit = _("Take out")
    tone = "warning"
    success_message = _("Words taken out. Everybody can read that, when and why.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(redactions=redactions_of(self.object), **kwargs)
