"""The e-mails to people who asked for a document in another version."""

from django.utils.translation import gettext_lazy as _

from common import following
from common.following import EmailKind
from involvement.models import OtherVersionRequest


def requests_at(address):
    """Return what an address asked for, each by its reference."""
    rows = OtherVersionRequest.objects.filter(email__iexact=address).order_by("-pk")
    return list(rows.values_list("pk", "reference"))


following.own_emails.declare(
    EmailKind("version", _("The other version of a document that you asked for"), of=requests_at)
)
