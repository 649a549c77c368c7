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
from common.chain.days import LATE, is_overdue, last_day
from common.chain.forms import digest_of, head_of
from common.chain.kept import Kept, compared, not_as_kept, read_heads
from common.chain.kinds import Kind, kind, kinds
from common.chain.sealing import seal
from common.chain.verifying import Finding, What, open_changes, verify
from common.rules import Why

__all__ = [
    "LATE",
    "Check",
    "Finding",
    "Kept",
    "Kind",
    "What",
    "Why",
    "changing",
    "check",
    "compared",
    "digest_of",
    "head_of",
    "is_overdue",
    "kind",
    "kinds",
    "last_check",
    "last_day",
    "not_as_kept",
    "note_check",
    "open_changes",
    "read_heads",
    "seal",
    "verify",
]
