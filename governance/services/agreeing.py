"""The group agrees a draft, at a meeting: it becomes the next version of its document (E1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from common import search
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.versions import last_version_of, save_version
from governance.models import Clause, TermsReview, TermsVersion
from governance.rules import DraftStatus, may_begin_on, review_due
from governance.selectors import changes_of_draft
from governance.transitions import DRAFT
from meetings.services.decided import is_about_something_else, meeting_that_decided


def check_unused(resolution):
    """Raise DomainError for a resolution that something else rests on, or that is about something else."""
    used = (TermsReview.objects, TermsVersion.objects)
    if is_about_something_else(resolution) or any(rows.filter(resolution=resolution).exists() for rows in used):
        raise DomainError(_("That resolution is about something else."), field="resolution")


@transaction.atomic
def agree_draft(draft, *, resolution, in_force_on, edition, by, amendments="", put_back=(), now=None):
    """Make a draft the next version, in force from a day, as a meeting that was held resolved while there was a draft.

    `edition` is the draft that was seen. Raises DomainError where it has changed since, where it changes nothing, and
    where it was edited after the meeting and `amendments` does not say what the meeting asked for.
    """
    DRAFT.ready(draft, DraftStatus.AGREED)
    if edition != draft.edition:
        raise DomainError(
            _("The draft has been changed since you opened this page. Read it again before it is agreed.")
        )
    document = locked(draft.document)
    meeting = meeting_that_decided(resolution, draft.begun_on)
    check_unused(resolution)
    if not changes_of_draft(draft):
        raise DomainError(_("The draft changes nothing yet. Change a clause first, or withdraw the draft."))
    if draft.changed_on > meeting.on and not amendments.strip():
        words = _("The draft was edited after that meeting. Say what the meeting asked to be changed.")
        raise DomainError(words, field="amendments")
    check_marks([amendments], put_back=put_back)
    last = document.versions.order_by("-number").first()
    if not may_begin_on(in_force_on, meeting.on, last.in_force_on):
        words = _("Choose a day within a year of the meeting, not before it, and after version %(n)s came into force.")
        raise DomainError(words % {"n": last.number}, field="in_force_on")
    agreed = {"agreed_at": meeting, "resolution": resolution, "amendments": amendments.strip()}
    version = _version_of(draft, document, last.number + 1, in_force_on, agreed, now=now)
    detail = {"version": version.number, "put_back": len(put_back)}
    DRAFT.move(draft, DraftStatus.AGREED, agreed_as=version, detail=detail, by=by, now=now)
    return version


def _version_of(draft, document, number, in_force_on, agreed, *, now):
    rows = list(draft.clauses.filter(is_removed=False))
    save_version(document, {row.identifier: row.text for row in rows}, before={}, now=now)
    version = TermsVersion.objects.create(
        document=document,
        kept=last_version_of(document),
        number=number,
        in_force_on=in_force_on,
        review_on=review_due(in_force_on),
        **agreed,
    )
    Clause.objects.bulk_create(
        Clause(version=version, order=order, identifier=row.identifier, part=row.part, evidence_kind=row.evidence_kind)
        for order, row in enumerate(rows, 1)
    )
    search.refresh(version)
    return version
