"""The review of a membership (M11): opened after a run of meetings missed, heard, decided by the group or withdrawn."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.versions import save_version
from members.models import MembershipReview
from members.rules import MembershipStatus, ReviewStatus
from members.services.changes import one_line
from members.services.sendings import write_to
from members.transitions import REVIEW

ENDED = gettext_lazy("The membership ended.")


@transaction.atomic
def open_review(membership, *, missed_on, by=None, now=None):
    """Open the group's review of a membership after the dates missed, and e-mail the member.

    Raises DomainError where the membership is not active or is under review already: there is never more than one.
    """
    locked(membership)
    if membership.status != MembershipStatus.ACTIVE:
        raise DomainError(_("Only an active membership can be reviewed."))
    try:
        with transaction.atomic():
            review = MembershipReview.objects.create(
                membership=membership,
                opened_on=clock.today(now),
                missed_on=[day.isoformat() for day in sorted(missed_on)],
            )
    except IntegrityError as error:
        raise DomainError(_("This membership is already under review.")) from error
    audit.record("open_review", review, by, now=now)
    if said := said_before(membership):
        record_member_said(review, said, by=by, now=now)
    write_to(
        membership.person,
        "members.review_opened",
        {"review": review, "membership": membership},
        key=f"members.review.{review.pk}",
        now=now,
    )
    return review


def said_before(membership):
    """Return what the member wrote for a review that was withdrawn before the group heard it, or nothing."""
    latest = membership.reviews.exclude(status=ReviewStatus.OPEN).order_by("-opened_on", "-pk").first()
    return latest.member_said if latest and latest.status == ReviewStatus.WITHDRAWN else ""


@transaction.atomic
def restate_review(review, *, missed_on, by=None, now=None):
    """Update the run of missed meetings: another was missed, or an attendance record was corrected (M11)."""
    locked(review)
    if review.status != ReviewStatus.OPEN:
        raise DomainError(_("This review is closed."))
    review.missed_on = [day.isoformat() for day in sorted(missed_on)]
    review.save(update_fields=["missed_on"])
    audit.record("restate_review", review, by, now=now, missed_on=review.missed_on)
    return review


@transaction.atomic
def record_member_said(review, text, *, by, version=None, now=None):
    """Record what the member wants the group to know before it decides. Raises DomainError once it has decided.

    Member and co-ordinator write in the same place: raises StaleEdit where the other saved it since `version`.
    """
    locked(review)
    if review.status != ReviewStatus.OPEN:
        raise DomainError(_("This review is closed."))
    said = text.replace("\r\n", "\n").strip()
    kept = save_version(review, {"text": said}, before={"text": review.member_said}, based_on=version, now=now)
    review.member_said = said
    review.save(update_fields=["member_said"])
    audit.record("record_member_said", review, by, now=now, **kept)
    return review


@transaction.atomic
def withdraw_review(review, *, reason, by=None, now=None):
    """Withdraw a review that is no longer justified, with the reason, and tell the member, who may not do it."""
    if by is not None and review.membership.person.user_id == by.pk:
        raise DomainError(_("This is about your own membership. Ask a colleague to withdraw the review."))
    _withdraw(review, reason=reason, by=by, now=now)
    membership = review.membership
    context = {"review": review, "membership": membership}
    write_to(membership.person, "members.review_withdrawn", context, key=f"members.withdrawn.{review.pk}", now=now)
    return review


def _withdraw(review, *, reason, by, now):
    REVIEW.ready(review, ReviewStatus.WITHDRAWN)
    if not reason.strip():
        raise DomainError(_("Say why you are withdrawing the review."), field="reason")
    reason = one_line(reason)
    return REVIEW.move(
        review, ReviewStatus.WITHDRAWN, by=by, now=now, detail={"reason": reason}, withdrawn_reason=reason
    )


def withdraw_open_review(membership, *, by, now=None):
    """Withdraw the review of a membership that ended: there is nothing left to decide."""
    for review in membership.reviews.open():
        _withdraw(review, reason=str(ENDED), by=by, now=now)


def reopen_review(membership, *, ended_on, by, now=None):
    """Open the review again that was withdrawn because its membership ended, where that end is undone."""
    withdrawn = membership.reviews.filter(status=ReviewStatus.WITHDRAWN, withdrawn_reason=str(ENDED))
    for review in withdrawn.filter(withdrawn_on__gte=ended_on)[:1]:
        open_review(membership, missed_on=review.missed_days, by=by, now=now)
