"""The clock of a consultation's answers (V1), and the number below which its results hide a count."""

from django.utils.translation import gettext_lazy as _

from common.service_settings import Kind, Setting, declare

declare(
    Setting(
        "answer_weeks",
        Kind.NUMBER,
        _("Weeks in which a closed consultation's themes are answered"),
        12,
        help=_("Counted from the day it closed."),
        unit=_("weeks"),
        is_dated=True,
    ),
    Setting(
        "small_number",
        Kind.NUMBER,
        _("Results hide how many people gave an answer below this number"),
        10,
        help=_("Published results keep the number of the day they were published."),
        unit=_("people"),
        is_dated=True,
    ),
)
