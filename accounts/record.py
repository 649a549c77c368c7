"""What the chain holds of `accounts`: the audit trail, and who the witness of the record is."""

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, ServiceSetting
from common import chain, clock


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


@chain.kind(
    "accounts.witness",
    _("who the witness of the record is"),
    ServiceSetting.objects.filter(name__in=("witness_name", "witness_email")).all,
    day=TruncDate("set_at", tzinfo=clock.LONDON),
)
def form_of_witness(setting):
    return {"holds_from": setting.holds_from, "name": setting.name, "value": setting.value}
