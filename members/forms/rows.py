"""What a row of a spreadsheet says; the labels are the headings of its columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.imports import UploadForm
from common.forms import FormMixin, LineField
from common.imports import ChoiceCell, DayCell, EmailCell, NameCell, PhoneCell, YesNoCell
from members.rules import NameShown

ALSO_SHOWN = {"first name": NameShown.FIRST, "no": NameShown.NONE, "not shown": NameShown.NONE}


class PeopleUploadForm(UploadForm):
    tells = forms.BooleanField(
        label=_("E-mail everybody who is appointed by this file"),
        required=False,
        help_text=_("Leave this unticked if they have been members for long. Who was written to cannot be undone."),
    )


class InterestRowForm(FormMixin, forms.Form):
    """One interest of somebody who is on record."""

    name = NameCell(label=_("Name"), max_length=120, help_text=_("As in the list of people."))
    email = EmailCell(
        label=_("E-mail address"), required=False, help_text=_("Needed where two people have the same name.")
    )
    body = LineField(label=_("Body"), max_length=150, help_text=_("A school, charity, company, council or other body."))
    capacity = LineField(
        label=_("Capacity"), max_length=150, help_text=_("For example: employee, trustee, governor, parent")
    )
    starts_on = DayCell(label=_("Since"), required=False, help_text=_("Today, if blank."))
    ended_on = DayCell(label=_("Ended on"), required=False, help_text=_("Blank while they have it."))
    is_connected_person = YesNoCell(
        label=_("Held by someone close"), required=False, help_text=_("Yes or no. No, if blank.")
    )
    is_pecuniary = YesNoCell(label=_("Money is involved"), required=False, help_text=_("Yes or no. No, if blank."))
    is_private = YesNoCell(
        label=_("Leave it out of the public register"),
        required=False,
        help_text=_("Yes, if it would name a child or put someone at risk. No, if blank: it is public then."),
    )


class PersonRowForm(FormMixin, forms.Form):
    """One person, with a seat and a term of office where they have one."""

    conditional = ("name", "first_name", "last_name")

    name = NameCell(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("In one column, or first and last name in two."),
    )
    first_name = NameCell(label=_("First name"), max_length=60, required=False)
    last_name = NameCell(label=_("Last name"), max_length=60, required=False)
    email = EmailCell(
        label=_("E-mail address"),
        required=False,
        help_text=_("With the name, this identifies the person. Someone already on record is not added again."),
    )
    phone = PhoneCell(label=_("Phone number"), max_length=40, required=False)
    name_shown = ChoiceCell(
        label=_("Name shown in public"),
        choices=NameShown.choices,
        also=ALSO_SHOWN,
        required=False,
        help_text=_("Full name, first name only or no name. Ask them first. If blank, their name is not shown."),
    )
    constituency = LineField(
        label=_("Constituency"), required=False, help_text=_("Needed where two seats have the same name.")
    )
    seat = LineField(label=_("Seat"), required=False, help_text=_("The title of a seat that is there already."))
    role_title = LineField(label=_("Role"), max_length=120, required=False)
    affiliation = LineField(label=_("Who they represent"), max_length=150, required=False)
    second_affiliation = LineField(label=_("A second body they represent"), max_length=150, required=False)
    attends_in_paid_work = YesNoCell(label=_("Attends as part of paid work"), required=False, help_text=_("Yes or no."))
    starts_on = DayCell(
        label=_("Member since"),
        required=False,
        help_text=_("They are appointed from that date. If blank, they are only nominated."),
    )
    ends_on = DayCell(
        label=_("Member until"),
        required=False,
        help_text=_("Only for a term that is over. Blank while they still sit."),
    )
    end_reason = LineField(
        label=_("Why it ended"), max_length=200, required=False, help_text=_("Needed with the last day.")
    )
