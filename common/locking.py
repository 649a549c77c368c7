"""Locking a row before a service changes it."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from common.errors import DomainError


def locked(row):
    """Lock a row until the transaction ends, read it again in place, and return it.

    Raises DomainError where someone else removed it.
    """
    try:
        row.refresh_from_db(from_queryset=row._meta.model._base_manager.select_for_update())
    except ObjectDoesNotExist:
        raise DomainError(_("Someone else has just removed this.")) from None
    return row
