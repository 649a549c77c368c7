"""The co-ordinator's forms for a consultation."""

import datetime as dt

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import EntryField
from accounts.models import Agency, ServiceArea
from common import clock
from common.errors import DomainError
from common.fields import LineField
from common.forms import DateField, FormMixin, OnceFormMixin, VersionFormMixin
from common.marked_words import MarkedFormMixin
from consultations.forms.decision import DecisionFormMixin
from consultations.models import Consultation
from consultations.rules import Level, Purpose, QuestionKind

LONG_TEXT = 20_000


def _capped(kind):
    return [(value, capfirst(label)) for value, label in kind.choices]


class InformationForm(DecisionFormMixin, FormMixin, forms.Form):
    """What people are told about a consultation, and from when to when they can answer."""

    title = LineField(label=_("Title"), max_length=150)
    summary = forms.CharField(label=_("Summary, in two or three sentences"), widget=forms.Textarea, max_length=2000)
    information = forms.CharField(
        label=_("Detailed information"),
        help_text=_(
            "Explain what is planned, what can change and what will "
            "happen with the answers. You can use ## for headings."
        ),
        widget=forms.Textarea({"rows": 12}),
        max_length=LONG_TEXT,
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=_capped(Purpose))
    level = forms.ChoiceField(label=_("Level of involvement"), choices=_capped(Level), initial=Level.CONSULTATION)
    deciding_agency = forms.ModelChoiceField(
        Agency.objects.filter(is_active=True),
        label=_("Who decides"),
        required=False,
        empty_label=_("The service itself"),
    )
    service_area = EntryField(
        ServiceArea,
        label=_("Which service is it about?"),
        required=False,
        empty_label=_("Several, or none"),
        help_text=_("People who follow this service get an e-mail when the consultation opens."),
    )
    decide_on = DateField(label=_("Decision date"), required=False)
    can_change = forms.CharField(
        label=_("What can still change"), widget=forms.Textarea, max_length=5000, required=False
    )
    cannot_change = forms.CharField(
        label=_("What cannot change"), widget=forms.Textarea, max_length=5000, required=False
    )
    is_significant = forms.BooleanField(
        label=_("This consultation is significant"),
        help_text=_("Then what each person answered is kept for five years after it ends, and not for one."),
        required=False,
    )
    opens_on = DateField(label=_("Opens on"), help_text=_("People can answer from the start of this day."))
    closes_on = DateField(label=_("Closes at the end of"))
    earlier_version = forms.ModelChoiceField(
        Consultation.objects.opened(),
        label=_("Replaces"),
        required=False,
        empty_label=_("No other consultation"),
    )

    def clean(self):
        cleaned = super().clean()
        self.ask_about_decision(cleaned, cleaned.get("closes_on"))
        for name, time in (("opens", dt.time(0)), ("closes", dt.time(23, 59))):
            day = cleaned.pop(f"{name}_on", None)
            if day is None:
                continue
            try:
                cleaned[f"{name}_at"] = clock.at(day, time)
            except DomainError as error:
                self.add_error(f"{name}_on", error.message)
        return cleaned


class ConsultationForm(OnceFormMixin, InformationForm):
    """A new consultation; sending the form twice creates one."""


class EditConsultationForm(VersionFormMixin, InformationForm):
    """An edit of a draft, with a check for stale edits."""


class QuestionForm(FormMixin, forms.Form):
    """One question; its choices are typed one to a line."""

    conditional = ("choices",)
    kind = forms.ChoiceField(label=_("Type of question"), choices=_capped(QuestionKind))
    text = LineField(label=_("Question"), max_length=300)
    help_text = LineField(
        label=_("Help text"),
        help_text=_(
            "If only some people are asked, say who: for example, “For parents and carers.” "
            "What they answer is then counted, but not listed response by response."
        ),
        max_length=300,
        required=False,
    )
    choices = forms.CharField(
        label=_("Answers to choose from"),
        help_text=_("One on each line. For a scale, list them from one end to the other."),
        widget=forms.Textarea,
        max_length=5000,
        required=False,
    )
    sole_answer = LineField(
        label=_("Answer that is given alone"),
        help_text=_(
            "For several answers. If one of them cannot go with the others, "
            "such as “None of these”, type it here again."
        ),
        max_length=200,
        required=False,
    )
    unit = LineField(label=_("Unit (for a number)"), help_text=_("For example: miles"), max_length=40, required=False)
    smallest = forms.IntegerField(label=_("Smallest number"), required=False, min_value=-(10**6), max_value=10**6)
    largest = forms.IntegerField(label=_("Largest number"), required=False, min_value=-(10**6), max_value=10**6)
    is_required = forms.BooleanField(label=_("An answer is required"), required=False)

    def clean_choices(self):
        return self.cleaned_data["choices"].splitlines()


class NothingForm(FormMixin, forms.Form):
    """A move that asks for nothing."""


class ReasonForm(MarkedFormMixin, FormMixin, forms.Form):
    """The reason for a move, for everybody to read."""

    marked = ("reason",)
    dated = True

    reason = forms.CharField(
        label=_("Why"), help_text=_("Everyone can read this."), widget=forms.Textarea, max_length=2000
    )


class WithdrawForm(ReasonForm):
    marked = ("reason", "what_follows")

    what_follows = forms.CharField(
        label=_("What happens next"),
        help_text=_("For example: a new version opens in March, or nothing more is planned. Everyone can read this."),
        widget=forms.Textarea,
        max_length=2000,
    )


class WithdrawDraftForm(FormMixin, forms.Form):
    """Nobody was asked yet, so nobody is owed an explanation."""

    reason = forms.CharField(
        label=_("Why"), help_text=_("Only co-ordinators can read this."), widget=forms.Textarea, max_length=2000
    )


class UncountedForm(FormMixin, forms.Form):
    count = forms.IntegerField(label=_("How many"), min_value=0, max_value=100_000)
    note = LineField(label=_("What they were"), max_length=200, help_text=_("For example: e-mails"))
