"""What goes of reports: who downloaded one."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.retention import Group, Rule, deleted, rules
from reports.models import Download

rules.declare(
    Rule(
        "reports.downloads",
        Group.STAFF,
        what=_("Who downloaded a report"),
        plain=_("That you downloaded a report while you were signed in"),
        since=_("you downloaded it"),
        due=lambda until: Download.objects.filter(at__lt=until.moment),
        day=F("at"),
        setting="download_months",
        carry_out=deleted,
    )
)
