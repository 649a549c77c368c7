"""What the co-ordinator enters about the terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin
from meetings.models import Meeting


class ReviewForm(FormMixin, forms.Form):
    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting that decided this"))
    is_changed = forms.BooleanField(label=_("The group wants the terms changed"), required=False)
    note = forms.CharField(
        label=_("What the group said"),
        widget=forms.Textarea,
        required=False,
        max_length=5000,
        help_text=_("For example: “The aims still fit. We want to hear more from fathers.”"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.held()
