"""What the co-ordinator enters about a report."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.forms import DateField, FormMixin, VersionFormMixin
from common.rules import JobState
from meetings.models import Meeting
from reports.models import Build
from reports.rules import ReportKind
from reports.wording import with_day

KINDS = [(kind.value, capfirst(kind.label)) for kind in ReportKind]


class ReportForm(FormMixin, forms.Form):
    kind = forms.ChoiceField(label=_("Type of report"), choices=KINDS, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"),
        max_length=150,
        required=False,
        help_text=_("If you leave this blank, we will make one from the dates."),
    )
    period_start = DateField(label=_("First day"))
    period_end = DateField(label=_("Last day"))


class SectionForm(VersionFormMixin, forms.Form):
    text = forms.CharField(
        label=_("In your own words"),
        widget=forms.Textarea({"rows": 14}),
        max_length=20_000,
        required=False,
        help_text=_("Use short sentences. You can use ## for a heading and - for a list."),
    )


class BuildField(forms.ModelChoiceField):
    def label_from_instance(self, build):
        return build.name


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, meeting):
        return with_day(meeting.title, day(meeting.on))


class AgreeForm(FormMixin, forms.Form):
    build = BuildField(Build.objects.none(), label=_("Build that the meeting saw"), empty_label=_("Choose a build"))
    meeting = MeetingField(Meeting.objects.none(), label=_("Meeting that agreed it"), empty_label=_("Choose a meeting"))

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["build"].queryset = report.builds.filter(job__state=JobState.DONE).select_related("job")
        self.fields["meeting"].queryset = Meeting.objects.held()
