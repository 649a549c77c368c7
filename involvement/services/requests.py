"""Asking for a document in another version, and what becomes of that: sent, or not made, within the days set (V13)."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.services.settings import get_setting
from common import chain, clock
from common.documents import erase_document
from common.errors import DomainError
from common.locking import locked
from common.references import hash_secret, new_secret, next_reference
from involvement import rules
from involvement.emails import tell_asker, tell_coordinators
from involvement.models import OtherVersionRequest
from involvement.rules import NEEDS_DETAILS, TELLS_BY_ITSELF, Reach, RequestStatus, SentHow, VersionKind
from involvement.transitions import REQUEST
from issues.rules import Channel

CONTACT = {Reach.EMAIL: "email", Reach.PHONE: "phone", Reach.POST: "post"}
NO_CONTACT = dict.fromkeys(("name", *CONTACT.values()), "")
REACH_MISSING = {
    Reach.EMAIL: gettext_lazy("Give an e-mail address, or choose another way."),
    Reach.PHONE: gettext_lazy("Give a phone number, or choose another way."),
    Reach.POST: gettext_lazy("Give a postal address, or choose another way."),
}
DETAILS_MISSING = {
    VersionKind.LANGUAGE: gettext_lazy("Say which language."),
    VersionKind.OTHER: gettext_lazy("Say what would help."),
}


@transaction.atomic
def ask_version(
    original, *, kind, reach, by=None, now=None, details="", channel=Channel.WEB, received_on=None, **contact
):
    """Keep a request for a document in another version, with the day by which it is sent.

    `original` is what `original_at` found. Of `contact` only what the chosen way needs is kept, and the name. A request
    that came by phone, on paper or in person counts from the day it came.
    """
    today = clock.today(now)
    received_on = received_on or today
    if received_on > today:
        raise DomainError(_("This date is still to come. Give the day the request reached us."), field="received_on")
    details = " ".join(details.split())
    if kind in NEEDS_DETAILS and not details:
        raise DomainError(DETAILS_MISSING[kind], field="details")
    way = CONTACT[Reach(reach)]
    if not contact.get(way, "").strip():
        raise DomainError(REACH_MISSING[Reach(reach)], field=way)
    asked = OtherVersionRequest.objects.create(
        reference=next_reference(rules.PREFIX),
        address=original.address,
        title=original.title,
        kind=kind,
        details=details if kind in NEEDS_DETAILS else "",
        channel=channel,
        name=" ".join(contact.get("name", "").split()),
        reach=reach,
        **{way: contact[way].strip()},
        received_on=received_on,
        due_on=rules.version_due(received_on, get_setting("other_version_days", on=received_on)),
    )
    audit.record("ask_version", asked, by, now=now, kind=kind, channel=channel)
    tell_asker(asked, "involvement.version_asked", now=now)
    if channel == Channel.WEB:
        tell_coordinators(asked, now=now)
    return asked


@transaction.atomic
def send_version(asked, version, *, how, on, by, now=None):
    """Record that a version was sent on a day, and how; one that is a file is opened by a link in an e-mail."""
    asked = locked(asked)
    _check_day(asked, on, clock.today(now))
    if how == SentHow.EMAIL and not asked.email:
        raise DomainError(_("They gave no e-mail address. Choose another way."), field="how")
    if how == SentHow.POST and not asked.post and asked.reach != Reach.PHONE:
        raise DomainError(_("They gave no postal address. Choose another way."), field="how")
    if version.is_gone:
        raise DomainError(_("This version is no longer given to anybody. Make a new one."), field="made_before")
    fields = {
        "sent_how": how,
        "version": version,
        "ended_on": on,
        "told_on": on if _tells_by_itself(asked, how) else None,
    }
    secret = ""
    if version.is_a_file and asked.email:
        secret = new_secret()
        fields |= {"link_hash": hash_secret(secret), "link_until": clock.today(now) + rules.LINK_DAYS * clock.DAY}
    asked = REQUEST.move(asked, RequestStatus.SENT, by=by, now=now, detail={"how": how}, **fields)
    path = reverse("involvement:sent_open", args=[secret]) if secret else ""
    address = f"{settings.SITE_URL}{path}" if path else ""
    if tell_asker(asked, "involvement.version_sent", address=address, last_day=asked.link_until, now=now):
        _told(asked, now)
    return asked


def _tells_by_itself(asked, how):
    """Say whether sending it tells the person who asked; not by post where we hold no postal address."""
    return how in TELLS_BY_ITSELF and not (how == SentHow.POST and not asked.post)


def _check_day(asked, on, today):
    if on > today:
        raise DomainError(_("This date is still to come. Give the day it was sent."), field="on")
    if on < asked.received_on:
        raise DomainError(_("This is before the day it was asked for."), field="on")


@transaction.atomic
def refuse_version(asked, reason, *, by, now=None):
    """Say that a version cannot be made, with the reason, which the person who asked reads."""
    if not reason.strip():
        raise DomainError(_("Give the reason. The person who asked reads it."), field="reason")
    asked = REQUEST.move(asked, RequestStatus.NOT_MADE, by=by, now=now, reason=reason.strip())
    if tell_asker(asked, "involvement.version_not_made", now=now):
        _told(asked, now)
    return asked


def _told(asked, now):
    asked.told_on = clock.today(now)
    asked.save(update_fields=["told_on"])


def no_longer_told(asked):
    """Return why nobody has to ring or write about a request, or nothing."""
    return "" if asked.has_to_be_told else _("There is nothing to tell them.")


@transaction.atomic
def record_asker_told(asked, *, how, by, now=None):
    """Record that the person who asked was told by phone or letter what became of it."""
    asked = locked(asked)
    if words := no_longer_told(asked):
        raise DomainError(words)
    _told(asked, now)
    audit.record("tell_asker", asked, by, now=now, how=how)
    return asked


def request_of_link(secret, *, now=None):
    """Return the request whose file a link opens, or None where there is none or its days are over."""
    rows = OtherVersionRequest.objects.select_related("version__document")
    return rows.filter(link_hash=hash_secret(secret), link_until__gte=clock.today(now)).first()


@transaction.atomic
def forget_contacts(rows, now):
    """Empty who asked in some requests that ended, and a file made for them alone; return of how many."""
    today = clock.today(now)
    ended = list(rows.select_for_update())
    for asked in ended:
        kept = asked.details if asked.kind == VersionKind.LANGUAGE else ""
        for name, value in (NO_CONTACT | {"details": kept, "reason": _cleared(asked), "link_hash": ""}).items():
            setattr(asked, name, value)
        asked.contact_cleared_on = today
        asked.save(update_fields=[*NO_CONTACT, "details", "reason", "link_hash", "contact_cleared_on"])
        _erase_own_file(asked)
    return len(ended)


def _cleared(asked):
    """The reason was written to one person: what stays says only that there was one."""
    return _("no longer kept") if asked.is_not_made else ""


def _erase_own_file(asked):
    """Erase a file that was made for this person, and that nobody else is given."""
    version = asked.version
    if version is None or version.is_offered or version.requests.filter(contact_cleared_on=None).exists():
        return
    erase_file_of(version, asked.contact_cleared_on)


def erase_file_of(version, today):
    """Erase the file of a version, which nobody is given from then on."""
    document, version.document = version.document, None
    version.gone_on = version.gone_on or today
    with chain.changing([version], chain.Why.LET_GO):
        version.save(update_fields=["document", "gone_on"])
    if document:
        erase_document(document)
