"""The e-mail to the Performance Board about a published report (E2)."""

from django.utils.translation import gettext_lazy as _

from common.emails import Email, declare

declare(
    _("Reports"),
    Email(
        "reports.published",
        to=_("Every member of the Performance Board"),
        when=_("A report to the Performance Board is published"),
        example={"report": {"name": _("[report]"), "get_absolute_url": "/reports/1/"}},
    ),
)
