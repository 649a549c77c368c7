"""Forms for planning and changing meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import DateField, FormMixin, OnceFormMixin
from common.marked_words import AskedFormMixin
from meetings.rules import MeetingFormat, MeetingKind
from members.models import Person

TERMS = (MeetingKind.SPRING, MeetingKind.SUMMER, MeetingKind.AUTUMN)


def area(rows=3):
    return forms.Textarea({"rows": rows})


class PlaceForm(FormMixin, forms.Form):
    """Place, access and help to attend (T3)."""

    format = forms.ChoiceField(
        label=_("Format"),
        choices=MeetingFormat,
        initial=MeetingFormat.HYBRID,
        widget=forms.RadioSelect,
    )
    venue = forms.CharField(label=_("Place"), max_length=200, required=False)
    how_to_join = forms.CharField(
        label=_("How to join online"),
        required=False,
        max_length=2000,
        widget=area(),
        help_text=_("Only members can see this."),
    )
    access_notes = forms.CharField(
        label=_("Access"),
        required=False,
        max_length=2000,
        widget=area(),
        help_text=_("Step-free way in, hearing loop, quiet room, parking."),
    )
    getting_help = forms.CharField(
        label=_("Help to attend"),
        required=False,
        max_length=2000,
        widget=area(),
        help_text=_("Childcare, travel, expenses."),
    )
    decided_by_group = forms.CharField(
        label=_("Where the group decided the date, place, format and chair"),
        max_length=250,
        required=False,
        help_text=_("For example: Summer meeting 2026, item 7."),
    )

    @property
    def place(self):
        return {name: self.cleaned_data[name] for name in PlaceForm.base_fields}


class TimesMixin(FormMixin, forms.Form):
    starts = forms.TimeField(label=_("Starts at"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(label=_("Ends at"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))

    has_taken_place = forms.BooleanField(
        label=_("It has already taken place, and I am recording it"),
        required=False,
        help_text=_("Only for a date that has passed. No e-mails or invitations are sent."),
    )
    conditional = ("has_taken_place",)

    def times_on(self, day):
        """Return the two moments on a day. Raises DomainError for an hour the clocks skip or repeat."""
        return clock.at(day, self.cleaned_data["starts"]), clock.at(day, self.cleaned_data["ends"])


class YearForm(PlaceForm, TimesMixin):
    """The three usual meetings of a year in one step (T1); unknown dates stay blank."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    spring = DateField(label=_("Spring meeting"), required=False)
    summer = DateField(label=_("Summer meeting"), required=False)
    autumn = DateField(label=_("Autumn meeting"), required=False)

    field_order = ["year", "spring", "summer", "autumn", "starts", "ends", "has_taken_place", *PlaceForm.base_fields]
    conditional = ("spring", "summer", "autumn", "has_taken_place")

    def dates(self):
        """Return {kind: (starts_at, ends_at)} of the terms that have a date."""
        return {kind: self.times_on(self.cleaned_data[kind]) for kind in TERMS if self.cleaned_data[kind]}


class DayForm(TimesMixin):
    on = DateField(label=_("Date"))
    field_order = ["on", "starts", "ends", "has_taken_place"]

    def times(self):
        return self.times_on(self.cleaned_data["on"])


class AdditionalForm(OnceFormMixin, PlaceForm, DayForm):
    purpose = forms.CharField(
        label=_("What this meeting is for"),
        max_length=200,
        help_text=_("An additional meeting has one specific purpose."),
    )
    field_order = ["purpose", "on", "starts", "ends", "has_taken_place", *PlaceForm.base_fields]


class EditForm(PlaceForm, DayForm):
    field_order = ["on", "starts", "ends", "has_taken_place", *PlaceForm.base_fields]


class AnnounceForm(FormMixin, forms.Form):
    """`shown` marks the meetings and people on the page, so that nothing is sent that was not seen."""

    shown = forms.CharField(widget=forms.HiddenInput)


class ReasonForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("reason",)
    dated = True
    reason = forms.CharField(label=_("Why"), max_length=250, help_text=_("Everyone can read this."))


class ChairForm(FormMixin, forms.Form):
    person = forms.ModelChoiceField(
        label=_("Chair"),
        queryset=Person.objects.choosable(),
        required=False,
        empty_label=_("Not chosen yet"),
        help_text=_("The chair does not have to be a member."),
    )
    decided_by_group = forms.CharField(label=_("Where the group decided this"), max_length=250, required=False)

    def __init__(self, *args, chair=None, **kwargs):
        """Offer also who is the chair already, so that the rest can be saved after their account was closed."""
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset |= Person.objects.filter(pk=chair and chair.pk)


class SittingsForm(FormMixin, forms.Form):
    """The times a meeting actually sat, in up to three parts."""

    PARTS = (1, 2, 3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for part in self.PARTS:
            for name, label in (("starts", _("Part %(part)s started at")), ("ends", _("Part %(part)s ended at"))):
                self.fields[f"{name}_{part}"] = forms.TimeField(
                    label=label % {"part": part},
                    required=part == 1,
                    widget=forms.TimeInput({"type": "time"}, "%H:%M"),
                )

    def clean(self):
        for part in self.PARTS:
            begun, ended = (self.cleaned_data.get(f"{name}_{part}") for name in ("starts", "ends"))
            if bool(begun) != bool(ended) and part > 1:
                self.add_error(f"ends_{part}" if begun else f"starts_{part}", _("Give both times, or neither."))
        return self.cleaned_data

    def sittings(self, day):
        """Return [(starts_at, ends_at), ...] on the day of the meeting."""
        pairs = [(self.cleaned_data[f"starts_{part}"], self.cleaned_data[f"ends_{part}"]) for part in self.PARTS]
        return [(clock.at(day, begun), clock.at(day, ended)) for begun, ended in pairs if begun]
