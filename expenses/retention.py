"""What goes of expense claims, and when: financial records after six years, what was never paid after one."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.retention import Group, Rule, rules
from expenses.models import Claim
from expenses.rules import ClaimStatus
from expenses.services.forgetting import forget_claims

UNPAID = (ClaimStatus.DRAFT, ClaimStatus.RETURNED, ClaimStatus.WITHDRAWN)

rules.declare(
    Rule(
        "expenses.paid",
        Group.MEMBER,
        what=_("Expense claims that were paid, with their receipts"),
        plain=_("Expense claims that we paid, with your receipts"),
        since=_("the end of the financial year in which it was paid"),
        due=lambda until: Claim.objects.filter(status=ClaimStatus.PAID, year_ends_on__lte=until.day),
        day=F("year_ends_on"),
        setting="claim_months",
        carry_out=forget_claims,
    )
)
rules.declare(
    Rule(
        "expenses.unpaid",
        Group.MEMBER,
        what=_("Expense claims that were withdrawn, returned and not sent again, or never sent"),
        plain=_("Expense claims that you withdrew, or did not send"),
        since=_("the last change to it"),
        due=lambda until: Claim.objects.filter(status__in=UNPAID, changed_on__lte=until.day),
        day=F("changed_on"),
        setting="unpaid_claim_months",
        carry_out=forget_claims,
    )
)
