"""Bringing a version of a document into force: the shipped ones when a service begins, any other from a file."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.versions import last_version_of, save_version
from governance.models import Clause, GoverningDocument, TermsVersion
from governance.rules import OWN_DOCUMENTS, review_due
from governance.services.files import read_version

DATA = Path(__file__).resolve().parents[1] / "data"
SHIPPED = ("terms_1.toml", "promises_1.toml")
HIGHEST_NUMBER = 999


@transaction.atomic
def load_shipped(*, by=None, now=None):
    """Bring version 1 of the terms and of the promises into force today; return both. A second time changes nothing."""
    today, versions = clock.today(now), []
    for order, name in enumerate(SHIPPED, 1):
        read = read_version((DATA / name).read_text(encoding="utf-8"), in_force_on=today)
        there = TermsVersion.objects.filter(document__slug=read.slug, number=read.number).select_related("document")
        versions.append(there.first() or load_version(read, by=by, now=now, order=order, is_ours=True)[0])
    return versions


@transaction.atomic
def load_version(read, *, by=None, now=None, **of_document):
    """Bring a version that was read from a file into force from its date; return it, and whether it is new.

    All of it or nothing. The same file again changes nothing. Raises DomainError, with a line for each fault, for a
    missing date, a clause that cannot be, and a version that does not follow the last one.
    """
    document = GoverningDocument.objects.select_for_update().filter(slug=read.slug).first()
    there = document.versions.filter(number=read.number).first() if document else None
    if there and not read.faults and _is_same(there, read):
        return there, False
    if faults := _faults(read, document, there, is_ours=of_document.get("is_ours")):
        raise DomainError("\n".join(faults))
    document, _is_new = GoverningDocument.objects.update_or_create(
        slug=read.slug, defaults={"title": read.title, **of_document}
    )
    save_version(document, read.texts, before={}, now=now)
    version = TermsVersion.objects.create(
        document=document,
        kept=last_version_of(document),
        number=read.number,
        in_force_on=read.in_force_on,
        review_on=read.review_on or review_due(read.in_force_on),
    )
    Clause.objects.bulk_create(_rows(read.clauses, version))
    audit.record("load_version", version, by, now=now)
    return version, True


def _rows(clauses, version=None):
    return [
        Clause(version=version, order=order, identifier=identifier, part=part, evidence_kind=kind)
        for order, (identifier, part, _text, kind) in enumerate(clauses, 1)
    ]


def _is_same(version, read):
    """Say whether a version says what the file says; a file without a date agrees with any."""
    rows = version.clauses.order_by("order").select_related("version__kept")
    clauses = tuple((row.identifier, row.part, row.text, row.evidence_kind) for row in rows)
    return clauses == read.clauses and read.in_force_on in {None, version.in_force_on}


def _faults(read, document, there, *, is_ours):
    """Return everything wrong with a version in words, so that its author can correct it all at once."""
    last = document.versions.order_by("-number").first() if document else None
    identifiers = [identifier for identifier, *_rest in read.clauses if identifier]
    twice = sorted({one for one in identifiers if identifiers.count(one) > 1})
    return [
        *read.faults,
        *(_faults_of(GoverningDocument(slug=read.slug, title=read.title), read.title) if read.title else ()),
        *_faults_of_address(read.slug, is_free=document or is_ours),
        *_faults_of_number(read, last, there),
        *_faults_of_draft(document),
        *(_("Two clauses are called %(identifier)s.") % {"identifier": one} for one in twice),
        *(fault for place, row in enumerate(_rows(read.clauses), 1) for fault in _faults_of_clause(row, place)),
    ]


def _faults_of_clause(row, place):
    """Yield what is wrong with a clause; that a text of it is missing, the file has said itself."""
    missing = {name for name in ("identifier", "part") if not getattr(row, name)}
    yield from _faults_of(row, row.identifier or _("Clause %(place)s") % {"place": place}, {"version", *missing})


def _faults_of(row, name, exclude=()):
    """Yield what the fields of a row do not take."""
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        yield from (f"{name}: {message}" for message in error.messages)


def _faults_of_address(slug, *, is_free):
    """Yield that the group's own terms and promises come first, at their addresses, from the portal itself."""
    if slug in OWN_DOCUMENTS and not is_free:
        yield _(
            "“%(slug)s” is the address of the group's own document, which is not here yet. "
            "Run start_service first, or give another title."
        ) % {"slug": slug}


def _faults_of_draft(document):
    """Yield that the next version is being drafted: two would be the same version."""
    if document and document.drafts.open().exists():
        yield _("A draft of the next version is being written. Agree it or withdraw it first.")


def _faults_of_number(read, last, there):
    """Yield what is wrong with the number and the date: a version follows the one before it in both."""
    number = read.number
    if number is not None and not 1 <= number <= HIGHEST_NUMBER:
        yield _("A version number must be from 1 to %(most)s.") % {"most": HIGHEST_NUMBER}
    if read.in_force_on is None:
        yield _("Give in_force_on, the date it comes into force.")
    if there:
        yield _("Version %(n)s already exists and says something else.") % {"n": number}
    elif last and ((number and number < last.number) or (read.in_force_on and read.in_force_on <= last.in_force_on)):
        yield _("Version %(n)s is in force from %(day)s. This one needs a higher number and a later day.") % {
            "n": last.number,
            "day": last.in_force_on.isoformat(),
        }
