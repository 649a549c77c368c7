"""The form by which a member records what they passed on after a meeting (M7)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, FormMixin, LineField
from common.marked_words import MarkedFormMixin
from meetings.forms.planning import area
from meetings.forms.views_brought import MOST_PEOPLE


class PassedOnForm(MarkedFormMixin, FormMixin, forms.Form):
    marked = ("how", "note")
    dated = True

    told_on = DateField(label=_("When did you tell them?"), help_text=_("If on several days, the last of them."))
    how = LineField(label=_("How?"), max_length=200, help_text=_("For example: by e-mail, and at the coffee morning."))
    people = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("As well as you know, each once. It is shown to everybody with those you speak for."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("What they said to it, for example. The co-ordinator reads it. Name nobody."),
    )
