"""What happened to a membership, and to a review of one."""

from django.utils.translation import gettext as _

from common import clock, timeline
from common.dates import day
from common.timeline import Step, TimelineEntry
from members.models import Membership, MembershipReview
from members.rules import EndingStatus, ReviewStatus


@timeline.source(Membership)
def steps_of_membership(membership, user):
    """Nominated, appointed, ended; from the row itself."""
    entries = [TimelineEntry(membership.nominated_on, _("Nominated"))]
    if membership.starts_on:
        entries.append(TimelineEntry(membership.starts_on, _("Appointed")))
    if membership.ends_on:
        entries.append(TimelineEntry(membership.ends_on, _("Ended"), text=membership.end_reason, step=Step.ENDED))
    if membership.joins_on:
        entries.append(TimelineEntry(membership.joins_on, _("Becomes a member"), is_done=False))
    return entries


@timeline.source(Membership)
def endings(membership, user):
    """The last day to come of somebody who leaves, and what was taken back; with the reason."""
    for ending in membership.endings.exclude(status=EndingStatus.MADE):
        on = clock.today(ending.ended_at or ending.asked_at)
        if ending.status == EndingStatus.WAITING:
            yield TimelineEntry(ending.ends_on, _("Last day"), text=ending.reason, is_done=False)
        else:
            title = _("The end of the membership was taken back")
            yield TimelineEntry(on, title, text=ending.reason, step=Step.ENDED)


@timeline.source(Membership)
def terms(membership, user):
    """Until when each term of office lasts, and which meeting renewed it."""
    for term in membership.terms.all():
        words = _("Term of office renewed until %(day)s") if term.is_renewal else _("Term of office until %(day)s")
        on = term.agreed_on or term.starts_on
        yield TimelineEntry(on, words % {"day": day(term.ends_on)}, text=term.agreed_where)


@timeline.source(Membership)
def acceptances(membership, user):
    """The versions of the role description accepted (M2)."""
    return [
        TimelineEntry(
            clock.london(acceptance.accepted_at).date(),
            _("Accepted version %(number)s of the role description") % {"number": acceptance.version.number},
            at=acceptance.accepted_at,
        )
        for acceptance in membership.acceptances.select_related("version")
    ]


@timeline.source(Membership)
def reviews(membership, user):
    """The reviews this person may see (M11)."""
    return [
        TimelineEntry(
            review.opened_on,
            _("Review opened"),
            text=outcome(review),
            url=review.get_absolute_url(),
            step=Step.SENT,
        )
        for review in membership.reviews.visible_to(user)
    ]


def outcome(review):
    if review.outcome:
        return review.get_outcome_display()
    return review.get_status_display()


@timeline.source(MembershipReview)
def steps_of_review(review, user):
    """The meetings missed, the opening and the end; when the group decides, only the meetings know."""
    entries = [TimelineEntry(day, _("Missed a meeting")) for day in review.missed_days]
    entries.append(TimelineEntry(review.opened_on, _("Review opened"), step=Step.READ))
    if review.status == ReviewStatus.DECIDED:
        title = _("The group decided: %s") % review.get_outcome_display()
        entries.append(TimelineEntry(review.decided_on, title, step=Step.ENDED))
    elif review.status == ReviewStatus.WITHDRAWN:
        title = _("Review withdrawn")
        entries.append(TimelineEntry(review.withdrawn_on, title, text=review.withdrawn_reason, step=Step.ENDED))
    return entries
