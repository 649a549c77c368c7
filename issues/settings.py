"""The clock of reading an issue (P9)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare

WORKING_DAYS = ngettext_lazy("%d working day", "%d working days")

declare(
    Setting(
        "acknowledge_days",
        Kind.NUMBER,
        _("Working days in which an issue should be acknowledged"),
        2,
        help=_("Counted from the day it was received."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "safeguarding_days",
        Kind.NUMBER,
        _("Working days in which a safeguarding lead decides on an issue put out of sight"),
        1,
        help=_("Counted from the day it was put out of sight."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
)
