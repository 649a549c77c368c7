"""What can be done next with an expense claim: by its claimant, the co-ordinator, the payer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.next_steps import NextSteps
from expenses.rules import ClaimStatus
from expenses.transitions import CLAIM

S = ClaimStatus


def steps_for_claimant(claim, missing):
    """Return the next steps of who makes a claim; `missing` is what must be done before it is sent."""
    steps = NextSteps(CLAIM.targets(claim))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"expenses:{name}", args=[claim.reference]), **options)

    offer("claim_submit", _("Send this claim"), move=S.SUBMITTED, waits_for=missing, is_post=True)
    offer("claim_edit", _("Change what it is for"), when=claim.is_with_claimant, tone="secondary")
    offer("claim_withdraw", _("Withdraw this claim"), move=S.WITHDRAWN, is_post=True, tone="secondary")
    return steps


def steps_for_coordinator(claim, waits_for):
    steps = NextSteps(CLAIM.targets(claim))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"expenses:{name}", args=[claim.reference]), waits_for=waits_for, **options)

    offer("claim_approve", _("Approve this claim"), move=S.APPROVED, is_post=True, version=claim.times_sent)
    offer("claim_return", _("Return it with a reason"), move=S.RETURNED, tone="secondary")
    return steps


def steps_for_payer(claim, waits_for):
    steps = NextSteps(CLAIM.targets(claim))
    address = reverse("expenses:claim_pay", args=[claim.reference])
    steps.offer("claim_pay", _("Record as paid"), address, move=S.PAID, waits_for=waits_for)
    return steps
