"""Calls for a seat: who stood, who counted, and who applied."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from common.privacy import (
    FOR_EVER,
    Fate,
    Gathered,
    Whose,
    follows,
    found_by,
    holds,
    known_by_reference,
    names_at,
)
from common.told import Told
from members.models import SeatApplication, SeatCall


@follows
def applications_of(subject):
    """Lead from an address to what it applied for, and from an application to its address."""
    own = SeatApplication.objects.filter(pk__in=subject.keys("members.seatapplication"))
    rows = list((own | SeatApplication.objects.filter(subject.at("email"))).values_list("pk", "email"))
    subject = subject.with_keys("members.seatapplication", [key for key, _email in rows])
    return subject.with_emails(email for _key, email in rows if email)


@names_at
def names_on_applications(emails):
    for email in emails:
        yield from SeatApplication.objects.filter(email__iexact=email).values_list("email", "name")


known_by_reference(SeatApplication)
holds(
    SeatApplication,
    _("who applied for a seat on the group"),
    of=Whose.ANYBODY,
    why=_("so that the group can choose who takes a seat, and whoever applied is answered"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator"),
    kept="members.applications",
    rows=found_by(SeatApplication, members__seatapplication="pk"),
    erased=Fate.BLANKED,
    identifies=("name", "email", "phone"),
    says=("about",),
    others=("answer",),
    nobody=("reference",),
    told=Told(
        _("Seats on the group you applied for"),
        {
            "reference": _("Reference"),
            "call.seat.title": _("Seat"),
            "name": _("Name"),
            "email": _("E-mail address"),
            "phone": _("Telephone number"),
            "about": _("What you wrote"),
            "received_on": _("Received on"),
            "status": _("Where it stands"),
            "answer": _("What we answered"),
            "ended_on": _("Decided on"),
        },
        newest="received_on",
    ),
)
who_did(SeatApplication, _("who entered an application that came by phone, on paper or in person"), "entered_by")
holds(
    SeatCall,
    _("calls for a seat, and how it was filled"),
    kept=FOR_EVER,
    others=("text", "asked", "names", "figures", "counted_by"),
)
