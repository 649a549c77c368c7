"""What every service does to a row before it changes it."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from common.errors import DomainError, StaleEdit


def locked(row):
    """Lock a row until the transaction ends, read it again in place, and return it.

    Raises DomainError where somebody else removed it.
    """
    try:
        row.refresh_from_db(from_queryset=row._meta.model._base_manager.select_for_update())
    except ObjectDoesNotExist:
        raise DomainError(_("Somebody else has just removed this.")) from None
    return row


def joined(*texts):
    """Return several shared texts as one, so that two versions of all of them can be compared."""
    return "\n\n".join(filter(None, texts))


def check_version(current, based_on, theirs):
    """Raise StaleEdit when the text was saved by somebody else since this edit began; `theirs` is what stands there."""
    if current != based_on:
        raise StaleEdit(_("Somebody else saved this while you were writing. Nothing of yours is lost."), theirs)
