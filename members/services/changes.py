"""What the services of this app share: checking e-mail addresses, tidying lines, saving changed fields."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from common.errors import DomainError


def one_line(text):
    return " ".join(text.split())


def check_email(address):
    """Raise DomainError unless this is an e-mail address, or nothing."""
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        raise DomainError(_("Give an e-mail address, like name@example.org."), field="email") from error


def change(row, **fields):
    """Set and save the fields that differ; return their names, for the audit trail."""
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    return changed
