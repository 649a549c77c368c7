"""What involvement holds of those who ask for another version of a document (docs/privacy.md)."""

from django.utils.translation import gettext_lazy as _

from common import clock
from common.erasing import erasing
from common.privacy import ERASED, WITH_ITS_RECORD, Fate, Gathered, Whose, follows, found_by, holds, names_at
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


holds(
    OtherVersionRequest,
    _("who asked for another version of a document"),
    of=Whose.ANYBODY,
    why=_("so that they are sent what they asked for"),
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
)
holds(
    OtherVersion,
    _("a version that was made for one person"),
    name="made for one person",
    of=Whose.ANYBODY,
    why=_("so that they are sent what they asked for"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("the co-ordinator"),
    kept="involvement.contacts",
    rows=made_for_them_alone,
    erased=Fate.BLANKED,
    others=("details",),
)
holds(
    OtherVersion,
    _("other versions of documents"),
    kept=WITH_ITS_RECORD,
    others=("title", "details", "what", "page_words"),
    nobody=("address",),
)
