"""The form that splits one letter into its matters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import EntryField
from accounts.models import ServiceArea
from common.fields import LineField, WordsField
from common.forms import FormMixin
from issues.forms.staff import CHOOSE, KINDS, LONGEST
from issues.rules import FEWEST_PARTS, MOST_PARTS, sentences_in_none

LEFT_OUT = "left_out"
OF_A_PART = ("title", "original_text", "hoped_for", "kind", "service_area")


def number_of_parts(typed):
    """Return how many matters the form shows, from what the address or the form says: two to eight."""
    asked = int(typed) if typed.isdecimal() and len(typed) < len("100") else FEWEST_PARTS
    return min(max(asked, FEWEST_PARTS), MOST_PARTS)


class SplitForm(FormMixin, forms.Form):
    """Two or more matters, each with fields that end in its number and begin from what the letter says."""

    def __init__(self, *args, letter, number, **kwargs):
        super().__init__(*args, **kwargs)
        self.number, self.letter = number, letter
        self.fields["number"] = forms.CharField(widget=forms.HiddenInput, initial=number, required=False)
        self.fields[LEFT_OUT] = forms.CharField(widget=forms.HiddenInput, required=False)
        for place in self.places:
            self._add_part(place, letter)

    @property
    def places(self):
        return range(1, self.number + 1)

    def _add_part(self, place, letter):
        words = WordsField(
            label=_("The parent's words about it"),
            help_text=_("Leave out what is about something else. Add nothing: the letter keeps all of it."),
            max_length=LONGEST,
            rows=6,
            initial=letter.original_text,
        )
        hoped_for = WordsField(
            label=_("What would put it right"),
            required=False,
            max_length=LONGEST,
            rows=3,
            initial=letter.hoped_for,
        )
        self.fields |= {
            f"title_{place}": LineField(
                label=_("Title"),
                max_length=150,
                help_text=_("In plain words, without names. The parent will see this."),
            ),
            f"original_text_{place}": words,
            f"hoped_for_{place}": hoped_for,
            f"kind_{place}": forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=letter.kind),
            f"service_area_{place}": EntryField(
                ServiceArea, label=_("Which service"), empty_label=CHOOSE[1], initial=letter.service_area_id
            ),
        }

    def clean(self):
        """Ask once about sentences that no matter holds: nobody would follow them."""
        cleaned = super().clean()
        parts, asked = [cleaned.get(f"original_text_{place}") or "" for place in self.places], cleaned.get(LEFT_OUT, "")
        left = [one for one in sentences_in_none(self.letter.original_text, parts) if one not in asked]
        if left and all(parts):
            self.data = self.data.copy()
            self.data[LEFT_OUT] = " ".join([asked, *left])
            words = _("No matter has this: “%(left)s” Add it to one of them, or send this again to leave it out.")
            self.add_error(f"original_text_{self.number}", words % {"left": " ".join(left)})
        return cleaned

    @property
    def can_have_more(self):
        return self.number < MOST_PARTS

    @property
    def can_have_fewer(self):
        return self.number > FEWEST_PARTS

    def groups(self):
        """Return [(number, bound fields)] of each matter."""
        return [(place, [self[f"{name}_{place}"] for name in OF_A_PART]) for place in self.places]

    def parts(self):
        return [{name: self.cleaned_data[f"{name}_{place}"] for name in OF_A_PART} for place in self.places]
