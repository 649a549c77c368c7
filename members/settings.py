"""The setting that the group's composition is measured by."""

from django.utils.translation import gettext_lazy as _

from common.service_settings import Kind, Setting, declare, months_kept

declare(
    Setting(
        "council_side_share",
        Kind.SHARE,
        _("Largest share of the seats the council's side may hold"),
        0.5,  # P2: at most half
        help=_("The terms say at most half."),
        is_dated=True,
    ),
    months_kept(
        "application_months",
        _("Months for which we keep who applied for a seat"),
        6,
        _("Counted from the day they were told what became of it, or withdrew."),
    ),
    months_kept(
        "member_contact_months",
        _("Months for which we keep how to reach a former member"),
        12,
        _("Counted from the day their last membership ended. What helps them to come goes with it."),
    ),
)
