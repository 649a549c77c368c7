"""Expense claims with their lines, and the rates they are reckoned at (M13).

What identifies somebody: `Claim` holds who claims, with name, role and body as they were that day, and how the payer
reaches them. No bank details are kept, anywhere: the services refuse text that looks like some. A receipt may show
where somebody lives or who cares for a child: the claimant, who entered the claim and the co-ordinator read it, and
the payer does not.
"""

from expenses.models.claim import Claim, is_late_to_approve, is_late_to_pay
from expenses.models.line import Line
from expenses.models.rate import Rate

__all__ = ["Claim", "Line", "Rate", "is_late_to_approve", "is_late_to_pay"]
