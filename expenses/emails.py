"""E-mails to whoever claims: returned, approved, paid. They name no amount but the total, and no details."""

from django.utils.translation import gettext_lazy as _

from common.emails import Email, declare, send_email

EXAMPLE = {
    "name": _("[name]"),
    "claim": {"reference": "EX-7", "what_for": _("[meeting]"), "total": 50, "return_reason": _("[reason]")},
    "total": "£50.48",
}
CLAIMANT = _("Whoever claims, if we have an address")

declare(
    _("Expense claims"),
    Email(
        "expenses.claim_returned", to=CLAIMANT, when=_("A claim is returned with a question or reason"), example=EXAMPLE
    ),
    Email("expenses.claim_approved", to=CLAIMANT, when=_("A claim is approved"), example=EXAMPLE),
    Email("expenses.claim_paid", to=CLAIMANT, when=_("A claim is paid"), example=EXAMPLE),
)


def tell_claimant(claim, name, total, *, now=None):
    """E-mail whoever claims; each time a claim is answered is a message of its own."""
    to = claim.mail_address
    if not to:
        return
    context = {"name": claim.name, "claim": claim, "total": total}
    send_email(name, to=to, context=context, key=f"{name}.{claim.pk}.{claim.times_sent}", now=now)
