"""Complaints about how somebody's data was handled, and legal holds."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import DataComplaint, LegalHold
from accounts.privacy.acting import who_did
from accounts.privacy.common_rows import emails_naming
from common.privacy import ERASED, Fate, Gathered, Whose, follows, found_by, holds, known_by_reference, withholds
from common.told import Told

known_by_reference(DataComplaint)


@follows
def complaints_from(subject):
    """Lead from an address to the complaints that came from it, and from a complaint to its address."""
    keys = subject.keys("accounts.datacomplaint")
    found = DataComplaint.objects.filter(Q(pk__in=keys) | Q(email__in=subject.emails))
    rows = list(found.values_list("pk", "email"))
    subject = subject.with_keys("accounts.datacomplaint", [key for key, _email in rows])
    return subject.with_emails(email for _key, email in rows)


@withholds
def complaints_kept_from(found, user):
    """Keep a complaint about the co-ordinator, with the e-mails about it, from whoever does not receive it."""
    complaints = found.get("accounts.datacomplaint", [])
    seen = set(DataComplaint.objects.visible_to(user).values_list("pk", flat=True)) if complaints else set()
    unseen = [one for one in complaints if one.pk not in seen]
    return [*unseen, *emails_naming(found, [one.reference for one in unseen])]


def holds_on(subject):
    """Return the holds on an address of a person, or on a row of theirs."""
    on_rows = LegalHold.objects.none()
    for label, keys in subject.rows.items():
        on_rows |= LegalHold.objects.filter(label=label, key__in=[str(key) for key in keys])
    return LegalHold.objects.filter(email__in=subject.emails) | on_rows


holds(
    DataComplaint,
    _("complaints about how somebody's data was handled"),
    of=Whose.ANYBODY,
    why=_("so that a complaint is acknowledged within 30 days and answered (Data Protection Act 2018, section 164A)"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator, or an independent reader where it is about the co-ordinator"),
    kept="accounts.complaints",
    rows=found_by(DataComplaint, accounts__datacomplaint="pk"),
    erased=Fate.DELETED,
    identifies=("name", "email", "reach"),
    says=("text",),
    others=("answer",),
    nobody=("reference", "secret_hash"),
    told=Told(
        _("Your complaints about how we handled data"),
        {
            "reference": _("Reference"),
            "text": _("What you wrote"),
            "name": _("Your name"),
            "email": _("Your e-mail address"),
            "reach": _("How else to reach you"),
            "is_about_coordinator": _("It is about the co-ordinator"),
            "received_on": _("We received it on"),
            "acknowledged_on": _("We told you that we have it on"),
            "answered_on": _("We answered it on"),
            "status": _("Where it stands"),
        },
        newest="received_on",
    ),
)
who_did(DataComplaint, _("who answered a complaint about data"), "answered_by", "told_by", kept="accounts.complaints")
holds(
    LegalHold,
    _("legal holds"),
    of=Whose.ANYBODY,
    why=_("so that what a claim or a complaint needs is neither erased nor let go"),
    gathered=Gathered.MADE_HERE,
    seen_by=_("the co-ordinator and administrators"),
    kept="accounts.holds",
    rows=holds_on,
    erased=Fate.BLANKED,
    identifies=("email",),
    others=("reason", "end_reason"),
    nobody=("reference", "label", "key", "row_reference"),
    instead={"end_reason": lambda _hold: ERASED},
    told=Told(
        _("Times when we must keep what is yours"),
        {
            "reference": _("Reference"),
            "email": _("The e-mail address it is about"),
            "placed_at": _("Since"),
            "ended_at": _("Until"),
        },
        newest="placed_at",
    ),
)
who_did(LegalHold, _("who placed and ended a legal hold"), "placed_by", "end_asked_by", "ended_by")
