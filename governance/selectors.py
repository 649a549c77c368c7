"""The documents in force, clause by clause, each with its live evidence."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from common import evidence
from common.evidence import Evidence, State
from governance.models import Clause, TermsReview, TermsVersion
from governance.rules import review_due

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
    """Return the group's own documents with the evidence there is on a day, and the documents of others by name.

    A clause without any evidence is shown too.
    """
    versions = list(TermsVersion.objects.in_force(today))
    ours = [version for version in versions if version.document.is_ours]
    return _shown(ours, today), [version.document for version in versions if not version.document.is_ours]


def document_in_force(slug, today):
    """Return one document, the group's own or another's, with the evidence there is on a day; None before its day."""
    versions = list(TermsVersion.objects.in_force(today).filter(document__slug=slug))
    return next(iter(_shown(versions, today)), None)


def kinds_nobody_asks_for(today):
    """Return the kinds of evidence that no clause in force asks for: the records could prove more than is promised."""
    asked = Clause.objects.filter(version__in=TermsVersion.objects.in_force(today)).values_list(
        "evidence_kind", flat=True
    )
    return [kind for name, kind in evidence.kinds.items() if name not in set(asked)]


def last_review(version, today):
    """Return the group's last review of a document by a day, or None (E1)."""
    reviews = TermsReview.objects.filter(version__document=version.document_id, decided_on__lte=today)
    return reviews.select_related("meeting").first()


def review_due_on(version, today):
    """Return by when the group reviews a document next: a year after it came into force, or after its last review."""
    review = last_review(version, today)
    return review_due(max(review.decided_on, version.in_force_on) if review else version.in_force_on)


def _shown(versions, today):
    """Return the versions with their clauses; each kind of evidence is read once, and only where a clause asks."""
    clauses = list(
        Clause.objects.filter(version__in=versions).select_related("version__kept").order_by("version", "order")
    )
    found = evidence.collect(today, {row.evidence_kind for row in clauses})
    by_version = {pk: list(rows) for pk, rows in groupby(clauses, key=lambda row: row.version_id)}
    return [DocumentShown(version, _by_part(by_version.get(version.pk, []), found)) for version in versions]


def _by_part(clauses, found):
    shown = [ClauseShown(row, found.get(row.evidence_kind, NOTHING_YET)) for row in clauses]
    return [(part, list(rows)) for part, rows in groupby(shown, key=lambda row: row.clause.part)]
