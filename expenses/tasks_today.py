"""Expense claims that wait for the co-ordinator, the payer, or for whoever makes them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from common import exceptions_register, tasks_today
from common.counting import Wanted
from common.dates import day
from common.pages.exceptions import IN_TIME
from common.tasks_today import EVERYBODY, Task, overdue
from expenses.exceptions import TO_APPROVE
from expenses.models import Claim
from expenses.rules import ClaimStatus


def _to_approve(today):
    return Wanted(exceptions_register.in_time(Claim.objects.submitted(), today, TO_APPROVE))


@tasks_today.of_day(Role.COORDINATOR, "expenses", rows=_to_approve)
def claims_to_approve(today, found):
    """Claims still in time; the register of exceptions says which are late."""
    words = ngettext("%(n)s expense claim to approve", "%(n)s expense claims to approve", found.count)
    address = reverse("expenses:claim_list", query={"status": ClaimStatus.SUBMITTED, "attention": IN_TIME})
    yield Task(address, words % {"n": found.count})


def _to_pay(today):
    return Wanted(Claim.objects.approved(), first="pay_by_on")


@tasks_today.of_day(Role.PAYER, "expenses", rows=_to_pay)
def claims_to_pay(today, found):
    words = ngettext("%(n)s expense claim to pay", "%(n)s expense claims to pay", found.count)
    text = _("The first by %(day)s") % {"day": day(found.first)}
    yield Task(reverse("expenses:pay_list"), words % {"n": found.count}, text, **overdue(found.first < today))


def _with_me(user, now):
    return Wanted(Claim.objects.made_by(user).with_claimant())


@tasks_today.needs(EVERYBODY, "expenses", rows=_with_me)
def own_claims(user, now, found):
    """Claims not sent yet, or returned, of whoever makes them."""
    words = ngettext("%(n)s expense claim to finish and send", "%(n)s expense claims to finish and send", found.count)
    yield Task(reverse("expenses:my_claims"), words % {"n": found.count})
