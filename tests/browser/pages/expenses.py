"""Pages of expense claims: the claimant's, the co-ordinator's, the payer's."""

from expenses.models import Claim, Line
from tests.browser.pages.page import Page
from tests.browser.pages.rows import first


def in_state(status):
    return first(Claim.objects.filter(status=status), "reference")


DRAFT, SUBMITTED, APPROVED = in_state("draft"), in_state("submitted"), in_state("approved")
RETURNED, PAID = in_state("returned"), in_state("paid")


def adding(kind):
    return lambda: {**DRAFT(), "kind": kind}


PAGES = (
    Page("expenses:my_claims", "kelly"),
    Page("expenses:my_claims", "rosa", variant="nobody"),
    Page("expenses:claim_start", "kelly"),
    Page("expenses:my_claim", "kelly", DRAFT),
    Page("expenses:my_claim", "devan", RETURNED, variant="returned"),
    Page("expenses:my_claim", "tomasz", PAID, variant="paid"),
    Page("expenses:claim_edit", "kelly", DRAFT),
    Page("expenses:line_add", "kelly", adding("mileage")),
    Page("expenses:line_add", "kelly", adding("care"), variant="care"),
    Page("expenses:line_add", "kelly", adding("involvement"), variant="payment"),
    Page("expenses:line_edit", "kelly", first(Line.objects.filter(claim__status="draft"), "pk")),
    Page("expenses:claim_list", "moira"),
    Page("expenses:claim_enter", "moira"),
    Page("expenses:rate_list", "moira"),
    Page("expenses:rate_set", "moira"),
    Page("expenses:paid_list", "moira"),
    Page("expenses:claim_detail", "moira", SUBMITTED),
    Page("expenses:claim_detail", "moira", APPROVED, variant="approved"),
    Page("expenses:claim_return", "moira", SUBMITTED),
    Page("payer_home", "marcus"),
    Page("expenses:pay_list", "marcus"),
    Page("expenses:pay_detail", "marcus", APPROVED),
    Page("expenses:claim_pay", "marcus", APPROVED),
)
