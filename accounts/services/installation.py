"""Marking a new database as sample data or real data, once."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from common.errors import DomainError
from common.models import Installation


@transaction.atomic
def mark_installation(*, is_sample, by, now=None):
    """Mark this database; the same mark again changes nothing, the other one raises DomainError."""
    marked, is_new = Installation.objects.get_or_create(pk=1, defaults={"is_sample": is_sample})
    if marked.is_sample and not is_sample:
        raise DomainError(_("This database holds sample data. Begin a service with real data in an empty one."))
    if is_sample and not marked.is_sample:
        raise DomainError(_("This database holds real data. The sample year is built into an empty one only."))
    if is_new:
        record("mark_installation", marked, by, now=now, is_sample=is_sample)
    return marked
