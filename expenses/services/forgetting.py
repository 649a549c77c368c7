"""Claims whose time is over: deleted with their lines and receipts (UK GDPR, article 5(1)(e))."""

from django.db import transaction

from common import chain
from common.documents import erase_unless_owned
from expenses.models import Claim, Line


@transaction.atomic
def forget_claims(rows, now):
    """Delete claims with everything that hangs on them; return how many there were."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    claims = Claim.objects.filter(pk__in=keys)
    lines = Line.objects.filter(claim__in=keys).exclude(document=None).select_related("document")
    documents = [line.document for line in lines]
    with chain.changing(claims, chain.Why.LET_GO, now=now):
        claims.delete()
    for document in documents:
        erase_unless_owned(document)
    return len(keys)
