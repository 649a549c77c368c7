"""The co-ordinator's forms that close a consultation early, extend it, or move the day of its decision."""

from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import DateField
from consultations.forms.decision import DecisionFormMixin
from consultations.forms.staff import ReasonForm


class CloseForm(DecisionFormMixin, ReasonForm):
    """An early end: the reason, and the decision that was planned for after the day announced."""

    decide_on = DateField(
        label=_("Decision date"),
        help_text=_("Leave it empty if no date is planned now. If it changes, everyone can read both dates."),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        self.ask_about_decision(cleaned, clock.today())
        return cleaned


class ExtendForm(DecisionFormMixin, ReasonForm):
    """A later closing date, why, and the decision that comes after it."""

    field_order = ("closes_on", "reason", "decide_on")
    closes_on = DateField(label=_("New closing date"))
    decide_on = CloseForm.base_fields["decide_on"]

    def clean(self):
        cleaned = super().clean()
        self.ask_about_decision(cleaned, cleaned.get("closes_on"))
        return cleaned


class DecisionForm(DecisionFormMixin, ReasonForm):
    """Another day for the decision, and why; `closes_on` is the day from which the answers' time is counted."""

    field_order = ("decide_on", "reason")
    decide_on = DateField(
        label=_("Decision date"), help_text=_("Leave it empty if no date is planned now."), required=False
    )

    def __init__(self, *args, closes_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.closes_on = closes_on

    def clean(self):
        cleaned = super().clean()
        self.ask_about_decision(cleaned, self.closes_on)
        return cleaned
