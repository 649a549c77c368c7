"""What the group decided: the resolution, and what follows from it."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from answers.forms.presentations import PresentForm
from answers.rules import AgreedWay
from common.dates import day
from common.forms import DateField, FormMixin, LineField
from meetings.forms.planning import area
from meetings.models import Resolution
from meetings.wording import words_of_resolution
from members.rules import ReviewOutcome


class ResolutionChoice(forms.ModelChoiceField):
    """A resolution by its meeting, its place there and its first words."""

    def __init__(self, **kwargs):
        kwargs = {"label": _("Resolution of the group"), "empty_label": _("Choose a resolution"), **kwargs}
        super().__init__(Resolution.objects.none(), **kwargs)

    def label_from_instance(self, resolution):
        name, held_on = words_of_resolution(resolution), day(resolution.item.meeting.on)
        name = name if held_on in name else f"{name}, {held_on}"
        return f"{name}: {Truncator(resolution.text).chars(80)}"


class DecideForm(FormMixin, forms.Form):
    conditional = ("note",)
    resolution = ResolutionChoice()
    outcome = forms.ChoiceField(
        label=_("What did the group decide?"), choices=ReviewOutcome.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Support agreed, or the group's reason"),
        required=False,
        max_length=5000,
        widget=area(4),
        help_text=_("Support may be another time, joining online, childcare or transport. The member will read this."),
    )

    def __init__(self, *args, resolutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolution"].queryset = resolutions


class ShareForm(FormMixin, forms.Form):
    resolution = ResolutionChoice(help_text=_("The one that agreed to share this seat."))

    def __init__(self, *args, resolutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolution"].queryset = resolutions


class PresentDecidedForm(PresentForm):
    """A presentation, and how the group agreed to it."""

    agreed = ("way", "resolution", "agreed_on", "agreed_words")
    conditional = (*PresentForm.conditional, "resolution", "agreed_on", "agreed_words")
    way = forms.ChoiceField(label=_("How did the group agree?"), choices=AgreedWay, widget=forms.RadioSelect)
    resolution = ResolutionChoice(
        required=False, help_text=_("About what you present. Each presentation needs its own.")
    )
    agreed_on = DateField(label=_("Agreed on"), required=False, help_text=_("Only where no meeting decided it."))
    agreed_words = LineField(
        label=_("Who agreed, and why it could not wait"),
        max_length=300,
        required=False,
        help_text=_("Only where no meeting decided it. This is public."),
    )

    def __init__(self, *args, resolutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolution"].queryset = resolutions

    def clean(self):
        cleaned = super().clean()
        way = cleaned.get("way")
        needed = ["resolution"] if way == AgreedWay.MEETING else ["agreed_on", "agreed_words"] if way else []
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in to say how the group agreed."))
        return cleaned
