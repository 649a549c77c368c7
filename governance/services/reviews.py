"""The group's yearly review of its terms (E1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common.errors import DomainError
from common.locking import locked
from governance.models import TermsReview
from governance.rules import review_due


@transaction.atomic
def review_terms(version, *, meeting, by, is_changed=False, note="", now=None):
    """Record the group's yearly review of its purpose, aims and remit, decided at a meeting that was held (E1).

    Reviewed again by a year after the meeting; a review entered late does not bring an earlier date back.
    """
    version = locked(version)
    if meeting.confirmed_on is None:
        raise DomainError(_("Choose a meeting that was held."), field="meeting")
    if version.reviews.filter(meeting=meeting).exists():
        raise DomainError(_("A review at this meeting is already recorded."), field="meeting")
    decided_on = meeting.on
    review = TermsReview.objects.create(
        version=version,
        meeting=meeting,
        decided_on=decided_on,
        is_changed=is_changed,
        note=note,
    )
    version.review_on = max(review_due(decided_on), version.review_on or decided_on)
    version.save(update_fields=["review_on"])
    audit.record("review_terms", review, by, now=now)
    return review
