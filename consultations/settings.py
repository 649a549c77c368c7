"""The clocks of a consultation: how long it is open, and by when its themes are answered (V1)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from common.service_settings import Kind, SecondPerson, Setting, declare, months_kept

WEEKS = ngettext_lazy("%d week", "%d weeks")

declare(
    Setting(
        "answer_weeks",
        Kind.NUMBER,
        _("Weeks to answer the themes of a closed consultation"),
        12,
        help=_("Counted from the closing date."),
        unit=WEEKS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    Setting(
        "shortest_weeks",
        Kind.NUMBER,
        _("Weeks for which a consultation is open at least, unless the reason is shown"),
        6,
        help=_("One that opens for less asks for a reason, which its page, its results and the annual report show."),
        unit=WEEKS,
        is_dated=True,
        second_person=SecondPerson.ALWAYS,
    ),
    months_kept(
        "response_months",
        _("Months for which we keep what each person answered to a consultation"),
        12,
        _("Counted from the day it was concluded or withdrawn. The results stay."),
    ),
    months_kept(
        "significant_response_months",
        _("Months for which we keep what each person answered to a consultation marked as significant"),
        60,
        _("Counted from the day it was concluded or withdrawn. The results stay."),
    ),
)
