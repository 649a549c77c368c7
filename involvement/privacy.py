"""What involvement holds of those who ask for another version of a document (docs/privacy.md)."""

from django.utils.translation import gettext_lazy as _

from common import clock
from common.erasing import erasing
from common.privacy import (
    ERASED,
    WITH_ITS_RECORD,
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
from involvement.models import OtherVersion, OtherVersionRequest
from involvement.services.requests import erase_file_of


@follows
def requests_of(subject):
    """Lead from an address to what it asked for, and from a request to its address."""
    own = OtherVersionRequest.objects.filter(pk__in=subject.keys("involvement.otherversionrequest"))
    rows = list((own | OtherVersionRequest.objects.filter(subject.at("email"))).values_list("pk", "email"))
    subject = subject.with_keys("involvement.otherversionrequest", [key for key, _email in rows])
    return subject.with_emails(email for _key, email in rows)


@names_at
def names_on_requests(emails):
    for email in emails:
        yield from OtherVersionRequest.objects.filter(email__iexact=email).values_list("email", "name")


@erasing(OtherVersion)
def erase_files_first(versions, now):
    """Erase the files that were made for this person alone."""
    for version in versions:
        erase_file_of(version, clock.today(now))


def made_for_them_alone(subject):
    """Return versions that were made for this person, and that nobody else asked for or is offered."""
    asked = subject.keys("involvement.otherversionrequest")
    others = OtherVersionRequest.objects.exclude(pk__in=asked).exclude(version=None).values("version")
    return OtherVersion.objects.filter(requests__in=asked, is_offered=False).exclude(pk__in=others)


known_by_reference(OtherVersionRequest)
holds(
    OtherVersionRequest,
    _("who asked for another version of a document"),
    of=Whose.ANYBODY,
    why=_("so that whoever asks is sent what they asked for"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator"),
    kept="involvement.contacts",
    rows=found_by(OtherVersionRequest, involvement__otherversionrequest="pk"),
    erased=Fate.BLANKED,
    identifies=("name", "email", "phone", "post"),
    says=("details",),
    others=("reason",),
    nobody=("reference", "address", "title", "link_hash"),
    instead={"reason": lambda row: ERASED if row.reason else ""},
    told=Told(
        _("Documents you asked for in another version"),
        {
            "reference": _("Reference"),
            "title": _("Document"),
            "kind": _("Version"),
            "details": _("What exactly, in your words"),
            "name": _("Your name"),
            "reach": _("How to reach you"),
            "email": _("Your e-mail address"),
            "phone": _("Your telephone number"),
            "post": _("Your postal address"),
            "channel": _("How you asked"),
            "received_on": _("You asked on"),
            "due_on": _("To be sent by"),
            "status": _("Where it stands"),
            "sent_how": _("How it was sent"),
            "ended_on": _("Sent or refused on"),
        },
        newest="received_on",
    ),
)
holds(
    OtherVersion,
    _("a version that was made for one person"),
    name="made for one person",
    of=Whose.ANYBODY,
    why=_("so that whoever asks is sent what they asked for"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("the co-ordinator"),
    kept="involvement.contacts",
    rows=made_for_them_alone,
    erased=Fate.BLANKED,
    others=("details",),
    told=Told(
        _("Versions that were made for you alone"),
        {
            "title": _("Document"),
            "kind": _("Version"),
            "made_on": _("Made on"),
            "what": _("What it is"),
            "document": _("File"),
        },
        newest="made_on",
    ),
)
holds(
    OtherVersion,
    _("other versions of documents"),
    kept=WITH_ITS_RECORD,
    others=("title", "details", "what", "page_words"),
    nobody=("address",),
)
