"""The group's yearly review of its terms (E1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from governance.models import TermsReview
from governance.rules import review_due
from governance.services.agreeing import check_unused
from governance.services.drafts import begin_draft
from meetings.services.decided import meeting_that_decided


def _already_reviewed(review):
    words = _("A review at this meeting is already recorded.")
    if any(draft.is_outstanding for draft in review.drafts.all()):
        words = _("A review at this meeting is already recorded. Begin its draft again on the page of the draft.")
    return words


@transaction.atomic
def review_terms(version, *, resolution, by, is_changed=False, note="", put_back=(), now=None):
    """Record the group's yearly review of its purpose, aims and remit, which a meeting that was held resolved (E1).

    Reviewed again by a year after the meeting; a review entered late does not bring an earlier date back. Where the
    group wants the terms changed, a draft of their next version is begun, unless one is open.
    """
    version = locked(version)
    meeting = meeting_that_decided(resolution, version.in_force_on)
    if earlier := version.reviews.filter(meeting=meeting).first():
        raise DomainError(_already_reviewed(earlier), field="resolution")
    check_unused(resolution)
    check_marks([note], put_back=put_back)
    decided_on = meeting.on
    review = TermsReview.objects.create(
        version=version,
        meeting=meeting,
        resolution=resolution,
        decided_on=decided_on,
        is_changed=is_changed,
        note=note,
    )
    version.review_on = max(review_due(decided_on), version.review_on or decided_on)
    version.save(update_fields=["review_on"])
    audit.record("review_terms", review, by, now=now, put_back=len(put_back))
    if is_changed:
        begin_draft(review, by=by, now=now)
    return review
