"""The chain: rows that may not be altered unnoticed, sealed by day (promise 13 of docs/safety.md, docs/record.md).

An app's `record.py` is read when Django starts. It says which rows are chained, on which day, and in which form:

    @chain.kind("accounts.audit", _("lines of the audit trail"), AuditEntry.objects.all, day="on")
    def form_of_entry(entry): return {"verb": entry.verb, ...}

Whoever changes or removes such rows with good reason leaves a tombstone, in the same transaction:

    with chain.changing(entries, Why.ERASED):
        entries.update(object_name="")
"""

from common.chain.changing import changing
from common.chain.checking import Check, check, last_check, note_check
from common.chain.days import last_day
from common.chain.forms import digest_of, head_of
from common.chain.kinds import Kind, kind, kinds
from common.chain.sealing import seal
from common.chain.verifying import Finding, What, verify
from common.rules import Why

__all__ = [
    "Check",
    "Finding",
    "Kind",
    "What",
    "Why",
    "changing",
    "check",
    "digest_of",
    "head_of",
    "kind",
    "kinds",
    "last_check",
    "last_day",
    "note_check",
    "seal",
    "verify",
]
