"""The clock of other versions of a document (V13), and how long it is kept who asked for one."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare, months_kept

declare(
    Setting(
        "other_version_days",
        Kind.NUMBER,
        _("Working days in which another version of a document is sent"),
        5,
        help=_("Counted from the day somebody asked for it: large print, Easy Read, Braille and so on."),
        unit=ngettext_lazy("%d working day", "%d working days"),
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    months_kept(
        "other_version_contact_months",
        _("Months for which we keep who asked for another version of a document"),
        12,
        _("Counted from the day it was sent, or they were told why it could not be made."),
    ),
)
