"""What expense claims hold of those who make them (docs/privacy.md)."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from common.erasing import erasing
from common.privacy import (
    ERASED,
    FOR_EVER,
    Fate,
    Gathered,
    Whose,
    follows,
    found_by,
    hinders,
    holds,
    known_by_reference,
)
from common.told import Told
from expenses.models import Claim, Line, Rate
from expenses.rules import PREFIX, ClaimStatus, pounds
from expenses.services.forgetting import forget_claims

LAW = _(
    "what was paid, to whom and for what stays for six years after the end of the financial year, because a public "
    "body has to account for what it pays (UK GDPR, article 17(3)(b))"
)
WHY = _("so that it costs nobody anything to come, and what was paid can be accounted for")
WAITING = (ClaimStatus.SUBMITTED, ClaimStatus.APPROVED)
SEEN_BY = _("whoever claims, the co-ordinator; of an approved claim the payer, without words and receipts")


@follows
def claims_of(subject):
    """Lead from a person or an account to their claims, and from a claim to both."""
    mine = Q(pk__in=subject.keys("expenses.claim")) | Q(person__in=subject.keys("members.person"))
    rows = list(
        Claim.objects.filter(mine | Q(claimant__in=subject.keys("accounts.user"))).values_list(
            "pk", "person", "claimant"
        )
    )
    subject = subject.with_keys("expenses.claim", [key for key, _person, _user in rows])
    subject = subject.with_keys("members.person", [person for _key, person, _user in rows if person])
    return subject.with_keys("accounts.user", [user for _key, _person, user in rows if user])


@hinders
def claims_to_be_paid(subject, _now, reader):
    """Whoever waits for their money is paid first: an erasure would take away how to reach them."""
    waiting = Claim.objects.filter(status__in=WAITING, pk__in=subject.keys("expenses.claim"))
    for claim in waiting:
        names = {"claim": claim}
        if reader is None:
            yield gettext("Your expense claim %(claim)s waits to be paid. Withdraw it, or wait for the money.") % names
        else:
            yield gettext("The expense claim %(claim)s of theirs waits to be paid. Pay or return it first.") % names


@erasing(Claim)
def delete_what_was_never_sent(claims, now):
    """No law asks to keep a claim that nobody ever sent."""
    forget_claims(Claim.objects.filter(pk__in=[one.pk for one in claims], submitted_on=None), now)


def total_of(row):
    return pounds(row.total)


def meeting_of(row):
    return row.what_for if row.meeting_id else ""


known_by_reference(Claim, PREFIX)
holds(
    Claim,
    _("expense claims"),
    of=Whose.MEMBER,
    why=WHY,
    gathered=Gathered.FROM_THEM,
    seen_by=SEEN_BY,
    kept="expenses.paid",
    rows=found_by(Claim, expenses__claim="pk"),
    erased=Fate.BLANKED,
    identifies=("name", "role_title", "affiliation", "pay_contact"),
    says=("activity", "paid_work_reason"),
    others=("return_reason",),
    keys=("person", "claimant"),
    nobody=("reference", "payment_reference"),
    grounds=dict.fromkeys(("name", "activity", "person", "claimant"), LAW),
    instead={"return_reason": lambda row: ERASED if row.return_reason else ""},
    told=Told(
        _("Expenses you claimed"),
        {
            "reference": _("Reference"),
            meeting_of: _("Meeting"),
            "activity": _("What else it was for"),
            total_of: _("What it came to"),
            "name": _("Your name, as it stood then"),
            "role_title": _("Your role then"),
            "affiliation": _("The body you came from then"),
            "paid_work_reason": _("Why you claimed although you came in paid work"),
            "pay_how": _("How you wanted to be paid"),
            "pay_contact": _("How the payer could reach you"),
            "status": _("Where it stands"),
            "submitted_on": _("Sent on"),
            "approved_on": _("Approved on"),
            "paid_on": _("Paid on"),
        },
        newest="started_on",
    ),
)
who_did(Claim, _("who entered, approved or paid a claim"), "entered_by", "approved_by", "paid_by", kept="expenses.paid")
holds(
    Line,
    _("what was claimed, with receipts"),
    of=Whose.MEMBER,
    why=WHY,
    gathered=Gathered.FROM_THEM,
    seen_by=SEEN_BY,
    kept="expenses.paid",
    rows=lambda subject: Line.objects.filter(claim__in=subject.keys("expenses.claim")),
    says=("what", "no_receipt_reason"),
    grounds=dict.fromkeys(("what", "no_receipt_reason"), LAW),
    told=Told(
        _("What you claimed, line by line"),
        {
            "claim.reference": _("Claim"),
            "kind": _("For"),
            "on": _("Date"),
            "what": _("What it was"),
            total_of: _("What it came to"),
            "document": _("Receipt"),
            "no_receipt_reason": _("Why there was no receipt"),
        },
        newest="on",
    ),
)
holds(Rate, _("rates of expenses"), kept=FOR_EVER)
