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
        return f"{_place_of(resolution)}: {Truncator(resolution.text).chars(80)}"


def _place_of(resolution):
    """Name a resolution by its place, with the date of its meeting once."""
    name, held_on = words_of_resolution(resolution), day(resolution.item.meeting.on)
    return name if held_on in name else f"{name}, {held_on}"


class InGroups(forms.models.ModelChoiceIterator):
    """Those that name the document first, and the others after them."""

    def __iter__(self):
        rows = list(self.queryset)
        for words, is_named in ((_("They name it"), True), (_("Other resolutions"), False)):
            if group := [self.choice(row) for row in rows if row.is_named == is_named]:
                yield words, group


class DocumentResolutionChoice(ResolutionChoice):
    """A resolution with all its words, to be read before it is chosen: no record says what it is about."""

    widget = forms.RadioSelect
    iterator = InGroups

    def __init__(self, **kwargs):
        super().__init__(**{"empty_label": None, **kwargs})

    def offer(self, rows):
        """Offer resolutions; where there are none, one list that says so, for an error to lead to."""
        if not rows:
            self.widget, self.iterator = forms.Select(), forms.models.ModelChoiceIterator
            self.empty_label = _("There is no resolution to choose yet")
        self.queryset = rows

    def label_from_instance(self, resolution):
        return f"{_place_of(resolution)}, {resolution.item.title}: “{resolution.text}”"


class AboutDocumentMixin:
    """Asks whoever chooses a resolution to say that its words are about the document."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_about"] = forms.BooleanField(
            label=_("I have read the words of this resolution: they are about this document"),
            help_text=_("Everybody reads them beside it, once the minutes are approved."),
        )
        names = list(self.fields)
        names.insert(names.index("resolution") + 1, names.pop())
        self.order_fields(names)

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        cleaned.pop("is_about", None)
        return cleaned


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


class RenewForm(ShareForm):
    resolution = ResolutionChoice(help_text=_("The one that renewed it. It may name several members."))
    ends_on = DateField(label=_("Last day of the new term"))
    follows = forms.DateField(widget=forms.HiddenInput, required=False)


class YearlyDecideForm(ShareForm):
    resolution = ResolutionChoice(help_text=_("The one that decided the yearly review as proposed."))


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
