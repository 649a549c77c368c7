"""What the co-ordinator writes about issues and themes."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.county_lists import EntryField
from accounts.models import AgeGroup, Area, RespondentKind, ServiceArea
from common.fields import LineField, PhoneField, WordsField
from common.forms import DateField, FormMixin, OnceFormMixin, VersionFormMixin
from common.marked_words import AskedFormMixin, MarkedFormMixin, is_unchanged
from common.references import typed_reference
from issues.forms.raising import about_us_or_a_service
from issues.forms.young import is_young
from issues.models import Issue, Theme
from issues.rules import PREFIX, Channel, IssueKind, IssueStatus, SafeguardingOutcome

LONGEST = 20_000
# Nothing is chosen beforehand: what nobody chose would be counted all the same.
CHOOSE = ("", _("Choose one"))
NOT_WEB = [CHOOSE, *((value, capfirst(words)) for value, words in Channel.choices if value != Channel.WEB)]
KINDS = [CHOOSE, *((value, capfirst(words)) for value, words in IssueKind.choices)]


class AgreedForm(forms.Form):
    """The three consents, each for itself."""

    share_with_group = forms.BooleanField(label=_("They agree that the group can see it"), required=False)
    share_with_agency = forms.BooleanField(label=_("They agree that the agency can see it"), required=False)
    may_publish = forms.BooleanField(label=_("They agree that an edited version can be published"), required=False)


class ConsentsForm(FormMixin, AgreedForm):
    how = LineField(
        label=_("How they told you"),
        max_length=250,
        help_text=_("For example: by phone on 3 May. Your name is recorded with it."),
    )


class EnterForm(OnceFormMixin, AgreedForm):
    """An issue that came by phone, on paper or in person; it counts the same (V4)."""

    channel = forms.ChoiceField(label=_("How it reached us"), choices=NOT_WEB)
    received_on = DateField(label=_("Date it reached us"))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    service_area = EntryField(ServiceArea, label=_("Which service"), empty_label=CHOOSE[1])
    is_about_us = forms.BooleanField(
        label=_("It is about this service itself, its staff, the steering group or this website"),
        required=False,
        help_text=_(
            "Then an independent reader has it, and you do not see it any more once it is entered. That you entered it "
            "is recorded."
        ),
    )
    area = EntryField(Area, label=_("Town or part of the county"), empty_label=_("Not given"), required=False)
    age_group = EntryField(
        AgeGroup,
        label=_("Age of the child or young person"),
        empty_label=None,
        initial=AgeGroup.objects.fallback,
    )
    speaks_as = EntryField(
        RespondentKind,
        label=_("Who told us"),
        empty_label=_("They did not say"),
        required=False,
        help_text=_("As they described themselves."),
    )
    original_text = WordsField(label=_("What was said, word for word"), max_length=LONGEST, rows=8)
    hoped_for = WordsField(label=_("What would put it right"), required=False, max_length=LONGEST, rows=4)
    contact_name = LineField(
        label=_("Their name"),
        max_length=120,
        required=False,
        help_text=_("Leave their name, address and number out if they want to stay anonymous."),
    )
    contact_email = forms.EmailField(label=_("Their e-mail address"), required=False)
    contact_phone = PhoneField(label=_("Their phone number"), max_length=40, required=False)
    adult_name = LineField(
        label=_("An adult they trust"),
        max_length=120,
        required=False,
        help_text=_("Only for a child or young person."),
    )
    adult_contact = LineField(label=_("How to reach that adult"), max_length=200, required=False)
    need_not_be_asked = forms.BooleanField(
        label=_("They need not be asked before others read the edited words"), required=False
    )
    field_order = [
        "channel",
        "received_on",
        "kind",
        "service_area",
        "is_about_us",
        "area",
        "age_group",
        "speaks_as",
        "original_text",
        "hoped_for",
        *AgreedForm.base_fields,
    ]

    def clean(self):
        data = about_us_or_a_service(self, super().clean())
        has_adult = data.get("adult_name") or data.get("adult_contact")
        if has_adult and not is_young(data.get("speaks_as")):
            self.add_error("adult_name", _("An adult they trust is recorded for a child or young person only."))
        return data


class NoteForm(FormMixin, forms.Form):
    note = WordsField(
        label=_("Message to the parent"),
        required=False,
        help_text=_("They will see this in the e-mail and on the issue's page."),
        max_length=2000,
        rows=4,
    )


class EditForm(MarkedFormMixin, VersionFormMixin, forms.Form):
    """The words others may read. Why nothing was taken out is asked where they are the parent's own."""

    marked = ("edited_text", "title")

    title = LineField(label=_("Title"), max_length=150, help_text=_("In plain words, without names."))
    edited_text = WordsField(
        label=_("Edited words"),
        help_text=_("Take out names, schools, phone numbers and dates of birth. The original is kept separately."),
        max_length=LONGEST,
        rows=10,
    )

    def __init__(self, *args, original="", **kwargs):
        super().__init__(*args, original=original, **kwargs)
        if self.is_bound and is_unchanged(original, str(self.data.get(self.add_prefix("edited_text")) or "")):
            self.fields["reason"] = LineField(
                label=_("These are the parent's own words. Why can they stay as they are?"),
                help_text=_("For example: they name nobody and no place. It is recorded with your name."),
                max_length=250,
            )


class PublishForm(VersionFormMixin, forms.Form):
    """Nothing to fill in: which version of the words was seen."""


class LogForm(FormMixin, forms.Form):
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        label=_("Theme"),
        required=False,
        empty_label=_("No theme yet"),
    )


class SignpostForm(FormMixin, forms.Form):
    to = LineField(
        label=_("Who can help"), max_length=200, help_text=_("With a phone number or an address, if you can.")
    )
    reason = WordsField(
        label=_("Why them"),
        help_text=_("Both go in an e-mail to the parent, and to the parents of issues merged with it."),
        max_length=2000,
        rows=4,
    )


class MergeForm(FormMixin, forms.Form):
    into = forms.ModelChoiceField(
        Issue.objects.none(),
        label=_("Issue to merge it into"),
        to_field_name="reference",
        widget=forms.TextInput,
        help_text=_("Its reference, for example PPS-1042"),
        error_messages={"invalid_choice": _("There is no issue with this reference.")},
    )

    def __init__(self, *args, issues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = issues.exclude(status__in=[IssueStatus.WITHDRAWN, IssueStatus.MERGED])
        if self.data.get("into"):
            self.data = self.data.copy()
            self.data["into"] = typed_reference(self.data["into"], PREFIX)


class SeparateForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it is being separated"),
        help_text=_("The parent will get this in an e-mail."),
        max_length=2000,
        rows=4,
    )


class RejoinForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it is followed as one letter again"),
        help_text=_("The parent will see this."),
        max_length=2000,
        rows=4,
    )


class CloseForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why it is being closed"),
        help_text=_(
            "This goes in an e-mail to the parent, and to the parents of issues merged with it. "
            "They can say it is not answered."
        ),
        max_length=5000,
        rows=4,
    )


class HideForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("What worries you"),
        help_text=_("Only the safeguarding leads see this. The issue leaves every list until they have decided."),
        max_length=5000,
        rows=4,
    )


class ContactReasonForm(FormMixin, forms.Form):
    reason = WordsField(
        label=_("Why do you need to know?"),
        help_text=_("It is recorded with your name. The family can see it."),
        max_length=5000,
        rows=3,
    )


class DecisionForm(FormMixin, forms.Form):
    conditional = ("referred_to", "referred_on")

    outcome = forms.ChoiceField(
        label=_("What happens with it"),
        choices=[
            (SafeguardingOutcome.BACK, _("It goes back to whoever followed it")),
            (SafeguardingOutcome.REFERRED, _("It was referred, and stays out of sight")),
            (SafeguardingOutcome.KEPT, _("It is kept away for good, without a referral")),
        ],
        widget=forms.RadioSelect,
    )
    referred_to = LineField(label=_("If it was referred: where to?"), max_length=200, required=False)
    referred_on = DateField(label=_("If it was referred: on which day?"), required=False)
    decision = WordsField(label=_("Your decision, and why"), max_length=5000)


class ThemeForm(AskedFormMixin, FormMixin, forms.Form):
    marked = ("summary", "name")
    name = LineField(label=_("Name"), max_length=150)
    summary = WordsField(
        label=_("What people say, in one or two sentences"),
        required=False,
        help_text=_("For example: “The bus is often late or does not come, and nobody tells us.”"),
        max_length=LONGEST,
        rows=4,
    )
    service_area = EntryField(ServiceArea, label=_("Which service"), empty_label=CHOOSE[1])
