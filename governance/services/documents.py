"""Bringing a version of a document into force: the shipped ones when a service begins, any other from a file."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from governance.models import Clause, GoverningDocument, TermsVersion
from governance.rules import review_due
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
    if there and _is_same(there, read):
        return there, False
    if faults := _faults(read, document, there):
        raise DomainError("\n".join(faults))
    document, _is_new = GoverningDocument.objects.update_or_create(
        slug=read.slug, defaults={"title": read.title, **of_document}
    )
    version = TermsVersion.objects.create(
        document=document,
        number=read.number,
        in_force_on=read.in_force_on,
        review_on=read.review_on or review_due(read.in_force_on),
    )
    Clause.objects.bulk_create(_rows(read.clauses, version))
    audit.record("load_version", version, by, now=now)
    return version, True


def _rows(clauses, version=None):
    return [
        Clause(version=version, order=order, identifier=identifier, part=part, text=text, evidence_kind=kind)
        for order, (identifier, part, text, kind) in enumerate(clauses, 1)
    ]


def _is_same(version, read):
    """Say whether a version says what the file says; a file without a date agrees with any."""
    rows = version.clauses.order_by("order").values_list("identifier", "part", "text", "evidence_kind")
    return tuple(rows) == read.clauses and read.in_force_on in {None, version.in_force_on}


def _faults(read, document, there):
    """Return everything wrong with a version in words, so that its author can correct it all at once."""
    last = document.versions.order_by("-number").first() if document else None
    identifiers = [identifier for identifier, *_rest in read.clauses]
    twice = sorted({one for one in identifiers if identifiers.count(one) > 1})
    return [
        *_faults_of(GoverningDocument(slug=read.slug, title=read.title), read.title),
        *_faults_of_number(read, last, there),
        *(_("Two clauses are called %(identifier)s.") % {"identifier": one} for one in twice),
        *(fault for row in _rows(read.clauses) for fault in _faults_of(row, row.identifier, exclude={"version"})),
    ]


def _faults_of(row, name, exclude=()):
    """Yield what the fields of a row do not take."""
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        yield from (f"{name}: {message}" for message in error.messages)


def _faults_of_number(read, last, there):
    """Yield what is wrong with the number and the date: a version follows the one before it in both."""
    if not 1 <= read.number <= HIGHEST_NUMBER:
        yield _("A version number must be 1 or higher.")
    if read.in_force_on is None:
        yield _("Give in_force_on, the date it comes into force.")
    if there:
        yield _("Version %(n)s already exists and says something else.") % {"n": read.number}
    elif last and (read.number < last.number or (read.in_force_on and read.in_force_on <= last.in_force_on)):
        yield _("Version %(n)s is in force from %(day)s. This one needs a higher number and a later day.") % {
            "n": last.number,
            "day": last.in_force_on.isoformat(),
        }
