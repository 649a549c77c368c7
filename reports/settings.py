"""How long it is kept who downloaded a report."""

from django.utils.translation import gettext_lazy as _

from common.service_settings import declare, months_kept

declare(
    months_kept(
        "download_months",
        _("Months for which we keep who downloaded a report"),
        12,
        _("Counted from the day it was downloaded."),
    ),
)
