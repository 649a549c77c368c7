"""What a row of a spreadsheet of issues says; the labels are the headings of its columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.imports import UploadForm
from common.fields import WordsField
from common.forms import FormMixin, LineField
from common.imports import ChoiceCell, DayCell, EmailCell, NameCell, PhoneCell, YesNoCell
from issues.rules import Channel, IssueKind

LONGEST = 20_000
NOT_WEB = [(value, words) for value, words in Channel.choices if value != Channel.WEB]
ALSO_CHANNEL = {
    "phone": Channel.PHONE,
    "telephone": Channel.PHONE,
    "call": Channel.PHONE,
    "text": Channel.PHONE,
    "paper": Channel.PAPER,
    "letter": Channel.PAPER,
    "post": Channel.PAPER,
    "email": Channel.EMAIL,
    "meeting": Channel.IN_PERSON,
    "face to face": Channel.IN_PERSON,
    "visit": Channel.IN_PERSON,
}
ALSO_KIND = {
    "concern": IssueKind.CONCERN,
    "problem": IssueKind.CONCERN,
    "complaint": IssueKind.CONCERN,
    "worry": IssueKind.CONCERN,
    "gap": IssueKind.GAP,
    "gap in services": IssueKind.GAP,
    "good practice": IssueKind.GOOD_PRACTICE,
    "praise": IssueKind.GOOD_PRACTICE,
    "compliment": IssueKind.GOOD_PRACTICE,
    "question": IssueKind.QUESTION,
}
NO_IF_BLANK = _("Yes or no. No, if blank.")


class IssuesUploadForm(UploadForm):
    tells = forms.BooleanField(
        label=_("E-mail everybody in this file that we have their issue"),
        required=False,
        help_text=_("Leave this unticked for issues from before. Whoever was written to cannot be undone."),
    )


class IssueRowForm(FormMixin, forms.Form):
    """One issue, as somebody entered it in a spreadsheet; it counts the same as one on paper (V4)."""

    conditional = ("service_area",)

    received_on = DayCell(label=_("Date it reached us"))
    channel = ChoiceCell(
        label=_("How it reached us"),
        choices=NOT_WEB,
        also=ALSO_CHANNEL,
        help_text=_("Phone, letter, e-mail, in person, or easy-read form."),
    )
    kind = ChoiceCell(
        label=_("Kind"),
        choices=IssueKind.choices,
        also=ALSO_KIND,
        help_text=_("Concern, gap, good practice or question."),
    )
    service_area = LineField(
        label=_("Which service"), required=False, help_text=_("From the county's list. Needed, unless it is about us.")
    )
    area = LineField(label=_("Town or part of the county"), required=False, help_text=_("From the county's list."))
    age_group = LineField(
        label=_("Age of the child or young person"), required=False, help_text=_("From the county's list.")
    )
    speaks_as = LineField(
        label=_("Who told us"), required=False, help_text=_("From the county's list. As they described themselves.")
    )
    original_text = WordsField(label=_("What was said, word for word"), max_length=LONGEST)
    hoped_for = WordsField(label=_("What would put it right"), required=False, max_length=LONGEST)
    is_about_us = YesNoCell(
        label=_("About this service"),
        required=False,
        help_text=_("Yes, if it is about the service itself, its staff, the group or this website."),
    )
    share_with_group = YesNoCell(label=_("They agree that the group can see it"), required=False, help_text=NO_IF_BLANK)
    share_with_agency = YesNoCell(
        label=_("They agree that the agency can see it"), required=False, help_text=NO_IF_BLANK
    )
    may_publish = YesNoCell(
        label=_("They agree that an edited version can be published"), required=False, help_text=NO_IF_BLANK
    )
    contact_name = NameCell(
        label=_("Their name"), max_length=120, required=False, help_text=_("Blank, with the two below: anonymous.")
    )
    contact_email = EmailCell(label=_("Their e-mail address"), required=False)
    contact_phone = PhoneCell(label=_("Their phone number"), max_length=40, required=False)
