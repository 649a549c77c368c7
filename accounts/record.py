"""What the chain holds of `accounts`: the audit trail."""

from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from common import chain


@chain.kind("accounts.audit", _("lines of the audit trail"), AuditEntry.objects.all, day="on")
def form_of_entry(entry):
    return {
        "at": entry.at,
        "by": entry.by_id,
        "detail": entry.detail,
        "object_id": entry.object_id,
        "object_name": entry.object_name,
        "object_type": entry.object_type,
        "on": entry.on,
        "reason": entry.reason,
        "verb": entry.verb,
    }
