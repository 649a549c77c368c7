"""What stands in the way of a claim, in words for whoever reads it."""

from django.utils.translation import gettext_lazy as _

NO_BANK_DETAILS = _(
    "This looks like bank details or a card number. We never keep those here. Take it out: the payer asks you for "
    "them. If it is another number, such as one on a receipt, leave the number out."
)
NO_REFERENCE_DETAILS = _("This looks like bank details. Give the reference of the payment without them.")
NO_RECEIPT = _(
    "There is no receipt yet for: %(what)s. Add a photograph of it, or say in a few words why you have none, for "
    "example a bus ticket that was kept by the machine. A reason is fine."
)
NO_PAID_WORK_REASON = _(
    "You come as part of paid work. Expenses are not normally paid then. Say why this claim is needed."
)
NOTHING_CLAIMED = _("Add at least one thing that you claim.")
OWN_CLAIM = _("This is your own claim, or one you entered. Somebody else has to deal with it.")
APPROVED_BY_YOU = _("You approved this claim. Somebody else has to pay it.")
CHANGED_SINCE = _("This claim was sent again since you opened it. Read it once more.")
NO_RATE = _("No rate for this is set on that day. Ask the co-ordinator, or choose another day.")
