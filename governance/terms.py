"""The terms in force, clause by clause, each with its live evidence."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from common import evidence
from common.evidence import Evidence, State
from governance.models import Clause, DocumentKind, TermsVersion

NOTHING_YET = Evidence(_("no evidence yet"), state=State.NONE)


@dataclass(frozen=True)
class ClauseShown:
    """A clause with the evidence that it is kept."""

    clause: Clause
    evidence: Evidence


@dataclass(frozen=True)
class DocumentShown:
    """A document in force, its clauses grouped by part: [(part, [ClauseShown])]."""

    version: TermsVersion
    parts: list


def documents_in_force(today):
    """Return the terms, then the promises, with the evidence there is on a day. A clause without any is shown too."""
    found = evidence.collect(today)
    latest = {}
    for version in TermsVersion.objects.filter(in_force_on__lte=today).order_by("number"):
        latest[version.kind] = version
    clauses = Clause.objects.filter(version__in=latest.values()).order_by("version", "order")
    by_version = {pk: list(rows) for pk, rows in groupby(clauses, key=lambda row: row.version_id)}
    return [
        DocumentShown(latest[kind], _by_part(by_version.get(latest[kind].pk, []), found))
        for kind in DocumentKind
        if kind in latest
    ]


def _by_part(clauses, found):
    shown = [ClauseShown(row, found.get(row.identifier, NOTHING_YET)) for row in clauses]
    return [(part, list(rows)) for part, rows in groupby(shown, key=lambda row: row.clause.part)]
