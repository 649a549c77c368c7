"""Settings for deadlines (T1 to T3, V11), counting absences (M11) and names in public."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare, months_kept

WORKING_DAYS = ngettext_lazy("%d working day", "%d working days")
DAYS = ngettext_lazy("%d day", "%d days")
CLEAR_WORKING_DAYS = ngettext_lazy("%d clear working day", "%d clear working days")
AT_ONCE = _("Takes effect at once, including for earlier meetings.")
COUNTED_AS_THAT_DAY = _("Each meeting is counted by the setting in force on its day.")

declare(
    Setting(
        "present_days",
        Kind.NUMBER,
        _("Working days after a meeting to present an issue"),
        5,
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "papers_clear_days",
        Kind.NUMBER,
        _("Clear working days between papers and the meeting"),
        5,
        unit=CLEAR_WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "draft_minutes_days",
        Kind.NUMBER,
        _("Working days after a meeting to circulate draft minutes"),
        10,
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "question_clear_days",
        Kind.NUMBER,
        _("Clear working days between a public question and the meeting"),
        3,
        unit=CLEAR_WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "substitute_counts",
        Kind.SWITCH,
        _("A substitute's attendance counts as attending"),
        default=False,
        help=COUNTED_AS_THAT_DAY,
        is_dated=True,
    ),
    Setting(
        "additional_meetings_do_not_count",
        Kind.SWITCH,
        _("An additional meeting missed does not count"),
        default=False,
        help=COUNTED_AS_THAT_DAY,
        is_dated=True,
    ),
    Setting(
        "shared_seat_counted_alone",
        Kind.SWITCH,
        _("Each holder of a shared seat is counted separately"),
        default=False,
        help=COUNTED_AS_THAT_DAY,
        is_dated=True,
    ),
    Setting(
        "numbers_for_names",
        Kind.SWITCH,
        _("Public records of meetings show numbers instead of names"),
        default=False,
        help=AT_ONCE,
    ),
    Setting(
        "absent_members_named",
        Kind.SWITCH,
        _("Public records of meetings name members who were absent without apology"),
        default=False,
        help=AT_ONCE,
    ),
    months_kept(
        "question_contact_months",
        _("Months for which we keep who asked a public question"),
        12,
        _("Counted from the day it was answered; of one declined, from its meeting."),
    ),
    months_kept(
        "reply_months",
        _("Months for which we keep what members said when they replied to an invitation"),
        3,
        _("Counted from the day the minutes were approved; of a meeting that was cancelled, from its day."),
    ),
    Setting(
        "pass_on_days",
        Kind.NUMBER,
        _("Days after a meeting until members are asked whether they passed on what was decided"),
        14,
        unit=DAYS,
        help=AT_ONCE,
    ),
    months_kept(
        "view_months",
        _("Months for which we keep what people answered to a member before a meeting"),
        6,
        _("Counted from the day of the meeting. How many answered, and what the group read of it, stay."),
    ),
)
