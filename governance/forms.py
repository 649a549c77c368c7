"""What the co-ordinator enters about the terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin
from meetings.forms.decisions import ResolutionChoice
from meetings.services.decided import resolutions_about_documents


class ReviewForm(FormMixin, forms.Form):
    resolution = ResolutionChoice(help_text=_("Record it in the minutes first."))
    is_changed = forms.BooleanField(label=_("The group wants the terms changed"), required=False)
    note = forms.CharField(
        label=_("What the group said"),
        widget=forms.Textarea,
        required=False,
        max_length=5000,
        help_text=_("For example: “The aims still fit. We want to hear more from fathers.”"),
    )

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        rows = resolutions_about_documents(version.in_force_on)
        self.fields["resolution"].queryset = rows.filter(report_agreed=None, terms_review=None)
