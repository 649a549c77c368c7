"""What a row of a spreadsheet of past meetings says; the labels are the headings of its columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import FormMixin, LineField
from common.imports import ChoiceCell, DayCell, EmailCell, NameCell, TimeCell
from meetings.rules import AttendanceRecord as Record
from meetings.rules import MeetingKind

# Not “a” or “x”: in one register that is absent, in another apologies or present.
CAME = ("yes", "y", "present", "attended", "came", "in person", "✓", "1", "p")
NOT_CAME = ("no", "n", "absent", "did not attend", "dna", "0")
ALSO = (
    dict.fromkeys(CAME, Record.PRESENT)
    | dict.fromkeys(NOT_CAME, Record.ABSENT)
    | dict.fromkeys(("apology", "apologies sent", "sent apologies", "apols"), Record.APOLOGIES)
    | dict.fromkeys(("part", "left early", "came late", "late"), Record.PART)
    | dict.fromkeys(("zoom", "teams", "by video", "remote"), Record.ONLINE)
    | dict.fromkeys(("substitute", "sub", "deputy"), Record.SUBSTITUTE)
)


class MeetingRowForm(FormMixin, forms.Form):
    """One person at one meeting; the rows of a date are one meeting."""

    conditional = ("purpose",)

    on = DayCell(
        label=_("Date of the meeting"),
        help_text=_("All rows of one date are one meeting."),
        error_messages={"required": _("Give the date in each row: a merged cell counts for its first row alone.")},
    )
    kind = ChoiceCell(
        label=_("Which meeting"),
        choices=MeetingKind.choices,
        required=False,
        help_text=_("Spring, Summer, Autumn or Additional. By its month, if blank."),
    )
    purpose = LineField(
        label=_("Purpose"), max_length=250, required=False, help_text=_("What an additional meeting was for.")
    )
    starts = TimeCell(label=_("Began at"), required=False, help_text=_("10:00, if blank."))
    ends = TimeCell(label=_("Ended at"), required=False, help_text=_("Two hours later, if blank."))
    venue = LineField(label=_("Place"), max_length=200, required=False)
    name = NameCell(
        label=_("Name"),
        max_length=120,
        help_text=_(
            "A member of that day, or somebody in attendance. A visitor who is not on record is shown by this name."
        ),
    )
    email = EmailCell(
        label=_("E-mail address"), required=False, help_text=_("Needed where two members have the same name.")
    )
    record = ChoiceCell(
        label=_("Attendance"),
        choices=Record.choices,
        also=ALSO,
        help_text=_("Present, online, part, apologies, absent or substitute."),
    )
    substitute_name = NameCell(label=_("Substitute"), max_length=120, required=False)
    reason = LineField(label=_("Reason or note"), max_length=250, required=False)
