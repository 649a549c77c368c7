"""The clock of a consultation's answers (V1)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare

declare(
    Setting(
        "answer_weeks",
        Kind.NUMBER,
        _("Weeks to answer the themes of a closed consultation"),
        12,
        help=_("Counted from the closing date."),
        unit=ngettext_lazy("%d week", "%d weeks"),
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
)
