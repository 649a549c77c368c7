"""The bodies that answer what parents say (P10 to P12)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import Agency
from common.errors import DomainError
from common.locking import locked
from common.slugs import slug_of


@transaction.atomic
def create_agency(name, kind, *, by, now=None, **fields):
    """Add an agency that can be presented to. Raises DomainError for a name that is already there."""
    name = " ".join(name.split())
    slug = fields.pop("slug", "") or slug_of(Agency, name)
    if not slug:
        raise DomainError(_("Give the agency a name with letters in it."), field="name")
    if Agency.objects.filter(name__iexact=name).exists() or Agency.objects.filter(slug=slug).exists():
        raise DomainError(_("There is already an agency with that name."), field="name")
    agency = Agency.objects.create(name=name, kind=kind, slug=slug, **fields)
    record("create_agency", agency, by, now=now, kind=agency.kind)
    return agency


@transaction.atomic
def change_agency(agency, *, by, now=None, **fields):
    """Change what is known of an agency; the audit trail names the fields and their earlier values."""
    locked(agency)
    before = {name: getattr(agency, name) for name, value in fields.items() if getattr(agency, name) != value}
    for name, value in fields.items():
        setattr(agency, name, value)
    if before:
        agency.save(update_fields=list(before))
        record("change_agency", agency, by, now=now, before=before)
    return agency
