"""Versions that were made: kept once, offered to the next, and gone where something left the page they came from."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import chain, clock
from common.documents import erase_document, keep_document
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.taken_out import Copies
from involvement.models import OtherVersion
from involvement.rules import NEEDS_DETAILS, NO_NAMES, RequestStatus
from involvement.selectors import original_at
from involvement.services.requests import send_version
from involvement.transitions import REQUEST


@transaction.atomic
def make_version(
    asked, *, by, made_from_on, details="", document=None, what="", is_offered=False, put_back=(), now=None
):
    """Keep a version that was made for a request: a file, or what it is where it is none.

    It is offered to everybody only where the public can read the document now. An earlier one of the same kind is then
    offered no longer. `details` and `what` are public with it.
    """
    today = clock.today(now)
    if document is None and not what.strip():
        raise DomainError(_("Attach the file, or say what was made."), field="what")
    if made_from_on > today:
        raise DomainError(_("This date is still to come."), field="made_from_on")
    check_marks([details, what], put_back=put_back, names=NO_NAMES)
    if asked.kind in NEEDS_DETAILS and not details.strip():
        raise DomainError(_("Say in a word what it is, for example the language."), field="details")
    original = original_at(asked.address)
    if is_offered and original is None:
        raise DomainError(
            _("Not everybody can read this document, so its versions are not offered to everybody."), field="is_offered"
        )
    kind = {"address": asked.address, "kind": asked.kind, "details": details.strip()}
    if is_offered:
        OtherVersion.objects.offered().filter(**kind).update(is_offered=False)
    version = OtherVersion.objects.create(
        **kind,
        title=original.title if original else asked.title,
        document=document,
        what=what.strip(),
        made_from_on=made_from_on,
        made_on=today,
        is_offered=is_offered,
        page_words=original.words if original else "",
    )
    audit.record("make_version", version, by, now=now, offered=is_offered)
    return version


@transaction.atomic
def make_and_send(asked, *, made, how, on, by, checked=None, now=None):
    """Keep a new version and record that it was sent, both or neither; `checked` is its file, as it may be kept."""
    asked = REQUEST.ready(asked, RequestStatus.SENT)
    document = keep_document(checked, now=now) if checked else None
    version = make_version(asked, document=document, by=by, now=now, **made)
    return send_version(asked, version, how=how, on=on, by=by, now=now)


@transaction.atomic
def stop_offering(version, *, by, now=None):
    """Offer a version to nobody else from now on."""
    version = locked(version)
    if not version.is_offered:
        raise DomainError(_("This version is not offered."))
    version.is_offered = False
    version.save(update_fields=["is_offered"])
    audit.record("stop_offering_version", version, by, now=now)
    return version


def let_go_of_pages(row, texts, now):
    """Give nobody what was made from the pages of a row, or from a page with these texts: something went from there."""
    address = row.get_absolute_url().split("?")[0].split("#")[0] if hasattr(row, "get_absolute_url") else ""
    copies = Copies(texts)
    for version in OtherVersion.objects.filter(gone_on=None).select_for_update():
        if (address and version.address.startswith(address)) or copies.are_in([version.title, version.page_words]):
            let_go(version, now=now)


def let_go(version, *, is_erased=False, now=None):
    """Give a version to nobody any more, at any address; `is_erased` says that staff lose the file too."""
    document = version.document if is_erased else None
    version.is_offered, version.gone_on = False, version.gone_on or clock.today(now)
    version.page_words = ""
    if is_erased:
        version.document, version.what = None, ""
    with chain.changing([version], chain.Why.FILE_ERASED, now=now):
        version.save(update_fields=["is_offered", "gone_on", "page_words", "document", "what"])
    audit.record("let_go_of_version", version, None, now=now, erased=is_erased)
    if document:
        erase_document(document)
