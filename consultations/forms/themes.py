"""The co-ordinator's forms for themes: added, changed, and the answers that belong to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import EntryField
from accounts.models import ServiceArea
from common.fields import LineField
from common.forms import FormMixin
from common.marked_words import MarkedFormMixin
from consultations.forms.staff import ReasonForm
from consultations.models import ConsultationTheme
from issues.models import Theme


class ThemeWordsForm(MarkedFormMixin, FormMixin, forms.Form):
    """What a theme says, and where it comes from."""

    marked = ("said", "source")
    conditional = ("source",)

    said = forms.CharField(
        label=_("What was said, in plain words"),
        help_text=_("For example: “Families want breaks on Saturdays, in their own town.”"),
        widget=forms.Textarea,
        max_length=5000,
    )
    source = forms.CharField(
        label=_("Where it comes from, if nobody wrote it in an answer"),
        help_text=_("For example: what was said at an open meeting on 3 May. Everyone can read this."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
    )


class ThemeForm(ThemeWordsForm):
    """A theme there is already, of issues or of an earlier consultation, or the name of a new one."""

    marked = ("said", "source", "name")
    conditional = ("theme", "name", "source")
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        label=_("Theme"),
        help_text=_("If families have raised this before, choose the existing theme so that it is followed as one."),
        required=False,
        empty_label=_("A new theme, named below"),
    )
    name = LineField(label=_("Name of a new theme"), max_length=150, required=False)
    service_area = EntryField(
        ServiceArea,
        label=_("Service area of a new theme"),
        empty_label=None,
        initial=ServiceArea.objects.fallback,
        required=False,
    )

    field_order = ("theme", "name", "service_area", "said", "source")

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["theme"] is None and not cleaned["name"]:
            self.add_error("theme", _("Choose a theme, or name a new one below."))
        elif cleaned["theme"] is not None and cleaned["name"]:
            self.add_error("name", _("You have chosen a theme above. Leave this blank, or choose “A new theme” above."))
        return cleaned


class CodeForm(FormMixin, forms.Form):
    """Which theme somebody's words belong to."""

    theme = forms.ModelChoiceField(ConsultationTheme.objects.none(), label=_("Theme"))

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = consultation.themes.standing().select_related("theme")
        self.fields["theme"].label_from_instance = lambda row: row.theme.name


class CorrectForm(ReasonForm):
    """The themes that somebody's words belong to, once the counts were published."""

    themes = forms.ModelMultipleChoiceField(
        ConsultationTheme.objects.none(),
        label=_("Themes this answer belongs to"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("themes", "reason")

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = consultation.themes.standing().select_related("theme")
        self.fields["themes"].label_from_instance = lambda row: row.theme.name
