"""The setting that the group's composition is measured by."""

from django.utils.translation import gettext_lazy as _

from common.service_settings import Kind, Setting, declare

declare(
    Setting(
        "council_side_share",
        Kind.SHARE,
        _("Largest share of the seats the council's side may hold"),
        0.5,  # P2: at most half
        help=_("The terms say at most half."),
        is_dated=True,
    ),
)
