"""What was paid in a period, for staff and the budget.

Few people claim, so that a sum, and any two sums of periods that follow each other, can tell what one family was paid.
No report that leaves the service reads this figure (`reports/figures.py` names what it reads).
"""

from django.utils.translation import gettext_lazy

from common import figures
from expenses.models import Claim, Line
from expenses.selectors import totals_of


def paid_in(period):
    """Return the claims that were paid in a period, by the day of the payment."""
    return Claim.objects.filter(paid_on__gte=period.start, paid_on__lte=period.end)


@figures.figure("expenses", gettext_lazy("expense claims paid in the period"), rows=paid_in)
def expenses(period, _figures):
    """Return the claims, the sum of each kind, and expenses and involvement payments apart; amounts are texts."""
    totals = totals_of(Line.objects.filter(claim__in=paid_in(period)))
    by_kind = [[kind.value, claims, str(amount)] for kind, claims, amount in totals["lines"] if claims]
    sums = {name: str(totals[name]) for name in ("expenses", "payments")}
    return {"claims": totals["claims"], "by_kind": by_kind, **sums}
