"""The documents in force, clause by clause, each with its live evidence; their earlier versions, and what changed."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import clock, evidence
from common.differences import difference
from common.evidence import Evidence, State
from common.kept.values import kept
from governance.models import Clause, TermsDraft, TermsReview, TermsVersion
from governance.rules import DraftStatus, review_due

NOTHING_YET = Evidence(_("no evidence yet"), state=State.NONE)


@dataclass(frozen=True)
class ClauseShown:
    """A clause with the evidence that it is kept."""

    clause: Clause
    evidence: Evidence


@dataclass(frozen=True)
class DocumentShown:
    """A document in force, its clauses grouped by part: [(part, [ClauseShown])].

    `draft` is that of its next version, open or withdrawn since; `coming` is the version agreed for a later day.
    """

    version: TermsVersion
    parts: list
    draft: TermsDraft | None = None
    coming: TermsVersion | None = None
    is_review_late: bool = False


@dataclass(frozen=True)
class ClauseChange:
    """What became of a clause from one version to the next: added, changed or taken away, line by line."""

    clause: str
    what: str
    lines: list
    part: str = ""


@dataclass(frozen=True)
class VersionShown:
    """A version by itself, with its period, and the next one with what changed in it."""

    version: TermsVersion
    parts: list
    until: dt.date | None = None
    newer: TermsVersion | None = None
    changes: list = field(default_factory=list)


ADDED, CHANGED, TAKEN_AWAY = _("added"), _("changed"), _("taken away")


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
    return reviews.select_related("meeting", "resolution__item__meeting").first()


def review_due_on(version, today):
    """Return by when, on a day, the group was to review a document next (E1).

    That is the day the version names, which each review moves on; while a later review was not known yet, a year after
    it came into force, or after the review before.
    """
    if version.review_on and not version.reviews.filter(decided_on__gt=today).exists():
        return version.review_on
    review = last_review(version, today)
    return review_due(max(review.decided_on, version.in_force_on) if review else version.in_force_on)


def version_shown(slug, number, today):
    """Return one version of a document: one that has begun, or that the group has agreed; None where there is none."""
    versions = list(public_versions(slug, today).order_by("number"))
    found = next((place for place, one in enumerate(versions) if one.number == number), None)
    if found is None:
        return None
    version, newer = versions[found], next(iter(versions[found + 1 :]), None)
    rows = list(version.clauses.select_related("version__kept"))
    parts = [(part, list(clauses)) for part, clauses in groupby(rows, key=lambda row: row.part)]
    if newer is None:
        return VersionShown(version, parts)
    changes = changes_between(rows, newer.clauses.select_related("version__kept"))
    return VersionShown(version, parts, newer.in_force_on - clock.DAY, newer, changes)


def public_versions(slug, today):
    """Return the versions of a document that have begun, and those that the group agreed for a later day."""
    rows = TermsVersion.objects.filter(document__slug=slug).select_related(
        "document", "agreed_at", "resolution__item__meeting"
    )
    return rows.filter(Q(in_force_on__lte=today) | Q(resolution__isnull=False))


def changes_of_draft(draft):
    """Return what a draft changes in the version it began from."""
    before = draft.based_on.clauses.select_related("version__kept")
    return changes_between(before, draft.clauses.filter(is_removed=False))


def changes_between(before, after):
    """Return the clauses that were added, changed or taken away, in the order of the newer version; then those gone."""
    old, new = ({row.identifier: row for row in rows} for rows in (before, after))
    changes = [_change(row, old.get(name)) for name, row in new.items()]
    gone = [
        ClauseChange(name, TAKEN_AWAY, difference(row.text, ""), row.part)
        for name, row in old.items()
        if name not in new
    ]
    return [one for one in changes if one is not None] + gone


def _change(row, old):
    if old is None:
        return ClauseChange(row.identifier, ADDED, difference("", row.text), row.part)
    if (old.part, old.text) == (row.part, row.text):
        return None
    heads = ("", "") if old.part == row.part else (f"{old.part}\n", f"{row.part}\n")
    return ClauseChange(row.identifier, CHANGED, difference(heads[0] + old.text, heads[1] + row.text), row.part)


def _shown(versions, today):
    """Return the versions with their clauses; each kind of evidence is read once, and only where a clause asks."""
    clauses = list(
        Clause.objects.filter(version__in=versions).select_related("version__kept").order_by("version", "order")
    )
    found = _evidence(today, {row.evidence_kind for row in clauses})
    by_version = {pk: list(rows) for pk, rows in groupby(clauses, key=lambda row: row.version_id)}
    drafts, coming = _drafts_of(versions), _coming(versions)
    return [
        DocumentShown(
            version,
            _by_part(by_version.get(version.pk, []), found),
            drafts.get(version.document_id),
            coming.get(version.document_id),
            is_review_late=version.review_on is not None and version.review_on < today,
        )
        for version in versions
    ]


def _evidence(today, names):
    """Return the evidence of the year up to a day; it is kept, for it counts over all records."""

    def read():
        return evidence.collect(evidence.year_to(today), names)

    return kept(f"governance.evidence {sorted(names)}", read, on=today)


def _drafts_of(versions):
    """Return {document: its open draft, or the last one withdrawn since its version in force}."""
    is_open = Q(status=DraftStatus.DRAFTING, document__in=[one.document_id for one in versions])
    rows = TermsDraft.objects.filter(is_open | Q(status=DraftStatus.WITHDRAWN, based_on__in=versions))
    rows = rows.select_related("review__meeting", "review__resolution__item__meeting")
    return {row.document_id: row for row in rows.order_by("begun_on", "pk")}


def _coming(versions):
    """Return {document: the version that the group agreed for a later day than these began}."""
    if not versions:
        return {}
    rows = TermsVersion.objects.filter(document__in=[one.document_id for one in versions], resolution__isnull=False)
    numbers = {one.document_id: one.number for one in versions}
    rows = rows.select_related("document", "agreed_at", "resolution__item__meeting").order_by("-number")
    return {row.document_id: row for row in rows if row.number > numbers[row.document_id]}


def _by_part(clauses, found):
    shown = [ClauseShown(row, found.get(row.evidence_kind, NOTHING_YET)) for row in clauses]
    return [(part, list(rows)) for part, rows in groupby(shown, key=lambda row: row.clause.part)]
