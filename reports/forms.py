"""What the co-ordinator enters about a report."""

from django import forms
from django.db.models import Min
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import DateField, FormMixin, VersionFormMixin
from common.marked_words import AskedFormMixin
from common.rules import JobState
from meetings.forms.decisions import DocumentResolutionChoice
from meetings.services.decided import resolutions_about_documents
from reports.models import Build
from reports.rules import ReportKind

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


class SectionForm(AskedFormMixin, VersionFormMixin, forms.Form):
    marked = ("text",)
    dated = True
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


class AgreeForm(FormMixin, forms.Form):
    build = BuildField(Build.objects.none(), label=_("Build that the meeting saw"), empty_label=_("Choose a build"))
    resolution = DocumentResolutionChoice(
        label=_("Resolution that agreed it"),
        help_text=_("Of a meeting on or after the day the build was made. Record it in the minutes first."),
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["build"].queryset = report.builds.filter(job__state=JobState.DONE).select_related("job")
        built = report.builds.filter(job__state=JobState.DONE).aggregate(first=Min("frozen_on"))["first"]
        rows = resolutions_about_documents(built or clock.today(), report.get_kind_display(), _("report"))
        self.fields["resolution"].offer(rows.filter(report_agreed=None, terms_review=None, terms_version=None))
