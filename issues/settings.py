"""The clock of reading an issue (P9), how long its family is known, and the number below which nobody is counted."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare, months_kept

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
    Setting(
        "few_families",
        Kind.NUMBER,
        _("Published numbers of people read “a few families” if they are below"),
        5,
        help=_("What was published keeps the number it was published under."),
        unit=ngettext_lazy("%d family", "%d families"),
        is_dated=True,
        minimum=5,
        second_person=SecondPerson.TO_LOWER,
    ),
    Setting(
        "complaints_elsewhere",
        Kind.TEXT,
        _("How to complain about the service outside it"),
        "You can also complain to the county council. If that does not settle it, the Local Government and Social Care "
        "Ombudsman may look at it: www.lgo.org.uk, 0300 061 0614.",
        help=_("Families read it where they raise an issue about the service itself."),
    ),
    Setting(
        "objection_days",
        Kind.NUMBER,
        _("Working days in which a parent can object to the edited words"),
        3,
        help=_("Counted from the day they were e-mailed. Before that they are neither published nor presented."),
        unit=WORKING_DAYS,
        is_dated=True,
        second_person=SecondPerson.TO_LOWER,
    ),
    months_kept(
        "issue_contact_months",
        _("Months for which we keep what identifies a family on an issue"),
        24,
        _("Counted from the day it was closed, with every matter of it and every promise behind it."),
    ),
)
