"""What goes of the files of lists."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts import rules as account_rules
from accounts.models import (
    Import,
)
from accounts.services.imports.files import forget_rows
from common.retention import Group, Rule, Unit, rules

rules.declare(
    Rule(
        "accounts.import_rows",
        Group.ANYBODY,
        what=_("What a spreadsheet said that was chosen for an import; that it was imported stays"),
        plain=_("The spreadsheet from which your details were entered"),
        since=_("it was sent or imported"),
        due=lambda until: Import.objects.with_rows().filter(rows_go_at__lte=until.now),
        day=F("begun_at"),
        unit=Unit.DAYS,
        fixed=account_rules.ROWS_KEPT.days,
        is_held=False,
        carry_out=lambda rows, now: forget_rows(rows),
    )
)
