"""The shape of what is typed about the yearly review."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.fields import WordsField
from common.forms import FormMixin
from members.rules import ReviewOutcome, Wish

WISHES = [(value, capfirst(words)) for value, words in Wish.choices]


class YearForm(FormMixin, forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class WishForm(FormMixin, forms.Form):
    wish = forms.ChoiceField(label=_("What would you like to do next year?"), choices=WISHES, widget=forms.RadioSelect)
    words = WordsField(
        label=_("What would help, or what would have to change?"),
        rows=4,
        max_length=3000,
        required=False,
        help_text=_("Only the co-ordinator and their team read this."),
    )
    hours = forms.IntegerField(
        label=_("About how many hours a month do you give to the group?"),
        min_value=0,
        max_value=200,
        required=False,
        help_text=_("Only if you like. The group sees it beside your name, so that nobody carries too much."),
    )


class WishEnterForm(WishForm):
    """What a member said by telephone or in person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wish"].label = _("What would they like to do next year?")
        self.fields["words"].help_text = _("In their words. Only your team and they read this.")
        self.fields["hours"].label = _("About how many hours a month do they give to the group?")
        self.fields["hours"].help_text = _("Only if they like to say. The group sees it beside their name.")


class ProposeForm(FormMixin, forms.Form):
    conditional = ("note",)

    proposal = forms.ChoiceField(
        label=_("What do you propose to the group?"),
        choices=[(value, capfirst(words)) for value, words in ReviewOutcome.choices],
        widget=forms.RadioSelect,
    )
    note = WordsField(
        label=_("Support, or the reason"),
        rows=4,
        max_length=2000,
        required=False,
        help_text=_("The member will read this."),
    )
