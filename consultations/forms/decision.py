"""What every form that plans the day of a decision asks: whether it is meant to come before the answers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.dates import day
from consultations.services.dates import answers_due_on

MEANT = "is_meant"


class DecisionFormMixin:
    """A form with `decide_on`: a decision before the answers to the themes are due is asked about, and may be meant."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = gettext_lazy("The decision is meant to be made before the answers are due")
        self.fields[MEANT] = forms.BooleanField(label=label, required=False, widget=forms.HiddenInput)

    def ask_about_decision(self, cleaned, closes_on):
        """Ask about a decision that is planned before the answers are due, counted from a closing date, if any."""
        is_meant, decide_on = cleaned.pop(MEANT, False), cleaned.get("decide_on")
        due_on = answers_due_on(closes_on) if closes_on else None
        if not due_on or not decide_on or not closes_on <= decide_on < due_on:
            self._forget()
            return
        self.fields[MEANT].widget = forms.CheckboxInput()
        if not is_meant:
            words = _("The decision is planned before the answers are due, on %(day)s. Change its date, or tick this.")
            self.add_error(MEANT, words % {"day": day(due_on)})

    def _forget(self):
        """Forget a tick that was given for another day."""
        self.data = self.data.copy()
        self.data.pop(self.add_prefix(MEANT), None)
