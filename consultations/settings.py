"""The clock of a consultation's answers (V1), and the number below which its results hide a count."""

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
    Setting(
        "small_number",
        Kind.NUMBER,
        _("Results hide the number of people who gave an answer if it is below"),
        10,
        help=_("Published results keep the number they were published under."),
        unit=ngettext_lazy("%d person", "%d people"),
        is_dated=True,
        minimum=5,
        second_person=SecondPerson.TO_LOWER,
    ),
)
