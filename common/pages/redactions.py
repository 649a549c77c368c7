"""The page on which words are taken out of something published; staff read there what was taken out before."""

import hashlib

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from common.forms import FormMixin
from common.marked_words import MarkedFormMixin
from common.pages.forms import FormPage
from common.redactions import redactions_of
from common.taken_out import Copies, texts_in

SHOWN_FOR = "shown_for"
MOST_LINES = 50


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

    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_phrases(self):
        return [line.strip() for line in self.cleaned_data["phrases"].splitlines() if line.strip()]


def mark_of(phrases):
    """Return a mark of the words that a trial was shown for."""
    return hashlib.sha256(repr(phrases).encode()).hexdigest()


class RedactPage(FormPage):
    """Take words out of a published row. Subclasses write `perform(form)` and name the row with `model` or `queryset`.

    The first press shows every line as it will be read, from a trial that is undone; the next one takes the words out.
    It can only take out, from the text as it now is, so that nothing anybody else saved is lost.
    """

    form_class = RedactForm
    template_name = "pages/redact.html"
    heading = _("Take words out")
    lead = _(
        "“[taken out]” will be in their place on every page, in every version and file made from it. "
        "What was there can then be read here, by staff alone. It cannot be put back."
    )
    submit = _("Continue")
    tone = "warning"
    success_message = _("Words taken out. Everybody can read that, when and why.")

    def form_valid(self, form):
        phrases = form.cleaned_data["phrases"]
        if form.cleaned_data.pop(SHOWN_FOR) == mark_of(phrases):
            return super().form_valid(form)
        try:
            lines = self.trial(form, Copies.exactly(phrases))
        except DomainError as error:
            return self.form_refused(form, error)
        form.data = form.data.copy()
        form.data[form.add_prefix(SHOWN_FOR)] = mark_of(phrases)
        self.submit = _("Take out")
        more = max(0, len(lines) - MOST_LINES)
        return self.render_to_response(
            self.get_context_data(form=form, is_trial=True, lines=lines[:MOST_LINES], more=more)
        )

    def trial(self, form, copies):
        """Return each line of what would change, as it would be read; nothing is kept of it."""
        with transaction.atomic():
            self.perform(form)
            taken = redactions_of(self.object).last().before or []
            transaction.set_rollback(True)
        self.object.refresh_from_db()
        lines = [line for text in texts_in(taken) for line in text.splitlines() if copies.are_in(line)]
        return [copies.take_out(line) for line in dict.fromkeys(lines)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(redactions=redactions_of(self.object), **kwargs)
