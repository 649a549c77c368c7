"""The clocks of agencies' answers (P10 to P12). An agency may have agreed its own time to answer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare

WORKING_DAYS = ngettext_lazy("%d working day", "%d working days")

declare(
    Setting(
        "response_days",
        Kind.NUMBER,
        _("Working days an agency has for its answer"),
        20,
        help=_("Counted from the day it was presented. An agency may have agreed its own."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "escalate_days",
        Kind.NUMBER,
        _("Working days after which the agency's manager is told"),
        21,
        help=_("Counted from the day it was presented."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "board_days",
        Kind.NUMBER,
        _("Working days after which an unanswered presentation is reported to the Performance Board"),
        40,
        help=_("A report uses the value of the last day it covers."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "ask_after_weeks",
        Kind.NUMBER,
        _("Weeks after a promised date before the parent is asked if it came true"),
        4,
        unit=ngettext_lazy("%d week", "%d weeks"),
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
)
