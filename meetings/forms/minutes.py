"""Writing, approving and amending minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, FormMixin, OnceFormMixin, VersionFormMixin
from common.marked_words import AskedFormMixin, MarkedFormMixin
from common.richtext import LONGEST
from issues.models import Theme
from meetings.forms.planning import area
from meetings.rules import roman


class RecordFormMixin(MarkedFormMixin):
    """Words of the minutes, in which whoever the record names already is no mark, and dates are ordinary."""

    marked = ("text",)
    dated = True


class MinuteForm(RecordFormMixin, VersionFormMixin, forms.Form):
    text = forms.CharField(label=_("Minute"), required=False, max_length=LONGEST, widget=area(10))


class PointForm(RecordFormMixin, OnceFormMixin, forms.Form):
    text = forms.CharField(label=_("What the group noted"), max_length=5000, widget=area(3))


class PointEditForm(RecordFormMixin, VersionFormMixin, forms.Form):
    text = forms.CharField(label=_("Text"), max_length=5000, widget=area(4))


class ResolutionFields(forms.Form):
    text = forms.CharField(label=_("RESOLVED"), max_length=5000, widget=area(3), help_text=_("What the group decided."))
    owner = forms.CharField(
        label=_("Owner"),
        max_length=150,
        required=False,
        help_text=_(
            "A person, a role or a body. With a date, it becomes a commitment and is followed until it is done."
        ),
    )
    due_on = DateField(label=_("By when"), required=False)
    theme = forms.ModelChoiceField(
        Theme.objects.order_by("name"),
        label=_("About the theme"),
        required=False,
        empty_label=_("None of these"),
        help_text=_("Only what is about a theme can be presented to an agency."),
    )
    conditional = ("owner", "due_on")

    def __init__(self, *args, has_subject=False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_subject:
            del self.fields["theme"]


class ResolutionForm(RecordFormMixin, OnceFormMixin, ResolutionFields):
    """A new resolution; sending the form twice adds one."""

    marked = ("text", "owner")


class ResolutionEditForm(RecordFormMixin, VersionFormMixin, ResolutionFields):
    """A resolution, its owner and date, and the edit it started from."""

    marked = ("text", "owner")


class ApproveForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("amended_note",)
    dated = True
    at_meeting = forms.ModelChoiceField(label=_("Approved at"), queryset=None, empty_label=None)
    amended_note = forms.CharField(
        label=_("What was amended"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("Only if the minutes changed after they were circulated. Both versions can still be read."),
    )
    conditional = ("amended_note",)

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at_meeting"].queryset = meetings


class AmendForm(RecordFormMixin, VersionFormMixin, forms.Form):
    """Every item's minute, and what is amended and why."""

    note = forms.CharField(label=_("What has been amended, and why"), max_length=2000, widget=area(3))

    def __init__(self, *args, items, **kwargs):
        resolved = [f"resolved_{one.pk}" for item in items for one in item.resolutions.all()]
        self.marked = ("note", *(f"minute_{item.pk}" for item in items), *resolved)
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"minute_{item.pk}"] = forms.CharField(
                label=f"{item.number}. {item.title}",
                required=False,
                max_length=LONGEST,
                initial=item.minute,
                widget=area(5),
            )
            for one in item.resolutions.all():
                label = _("RESOLVED %(number)s") % {"number": roman(one.number)}
                self.fields[f"resolved_{one.pk}"] = forms.CharField(
                    label=f"{item.number}. {label}", max_length=5000, initial=one.text, widget=area(2)
                )
        self.conditional = tuple(f"minute_{item.pk}" for item in items)

    def resolved(self):
        """Return the words of each resolution: {its id: text}."""
        found = {name: text for name, text in self.cleaned_data.items() if name.startswith("resolved_")}
        return {int(name.removeprefix("resolved_")): text.replace("\r\n", "\n") for name, text in found.items()}

    def changes(self):
        return {item.pk: self.cleaned_data[f"minute_{item.pk}"].replace("\r\n", "\n") for item in self.items}


class NumberForm(FormMixin, forms.Form):
    first = forms.IntegerField(
        label=_("Number of the first minute"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Leave blank to continue from the last meeting."),
    )
