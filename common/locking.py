"""Locking a row before a service changes it."""

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from common.errors import DomainError

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """Lock a row until the transaction ends, read it again in place, and return it.

    Raises DomainError where someone else removed it.
    """
    try:
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    except ObjectDoesNotExist:
        raise DomainError(_("Someone else has just removed this.")) from None
    return row
