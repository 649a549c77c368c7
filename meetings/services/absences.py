"""Applies the three-absence rule: fetches records for `absence.py` and acts on the result (M11)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.services.settings import get_setting, remembered_settings
from common import clock
from meetings.absence import CountSettings, HeldMeeting, Holding, Kept, Standing, judge, standings
from meetings.emails import tell_coordinators
from meetings.models import AbsenceNotice, Attendance, Meeting
from meetings.rules import WAS_HELD, AttendanceRecord, MeetingKind
from meetings.services.standing_items import place_reviews
from members.models import Membership, MembershipReview
from members.rules import ReviewStatus
from members.services.reviews import open_review, restate_review, withdraw_review
from members.services.sendings import write_to


@dataclass(frozen=True)
class Count:
    """One active membership with its absences and its open review, if any."""

    membership: Membership
    standing: Standing
    review: MembershipReview | None


def count_settings(on=None):
    """Return the group's three settings as in force on a day (M11)."""
    return CountSettings(
        substitute_counts=get_setting("substitute_counts", on),
        additional_do_not_count=get_setting("additional_meetings_do_not_count", on),
        holders_counted_alone=get_setting("shared_seat_counted_alone", on),
    )


def _held_meetings():
    """Return the meetings that count: those entered from earlier records do not, whoever missed them was not told."""
    rows = Meeting.objects.filter(status__in=WAS_HELD, is_from_records=False).order_by("starts_at", "pk")
    with remembered_settings():
        return [_held_meeting(*row) for row in rows.values_list("pk", "starts_at", "kind")]


def _held_meeting(pk, starts_at, kind):
    on = clock.london(starts_at).date()
    return HeldMeeting(pk, on, kind == MeetingKind.ADDITIONAL, count_settings(on))


def count_absences():
    """Recount every active membership from the attendance records, in a fixed number of queries."""
    memberships = list(Membership.objects.active().select_related("person__user", "seat__constituency"))
    open_reviews, decided_on = _reviews()
    holdings = [
        Holding(
            one.pk,
            one.seat_id,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            is_shared=one.seat.is_shared,
            decided_on=decided_on.get(one.pk),
        )
        for one in memberships
    ]
    counted = standings(_held_meetings(), holdings, _records())
    return [Count(one, counted[one.pk], open_reviews.get(one.pk)) for one in memberships]


def _records():
    rows = Attendance.objects.filter(meeting__status__in=WAS_HELD).values_list(
        "meeting_id", "membership_id", "membership__seat_id", "record", "was_invited"
    )
    return [
        Kept(meeting, membership, seat, AttendanceRecord(record), was_invited)
        for meeting, membership, seat, record, was_invited in rows
    ]


def _reviews():
    """Return the open reviews by membership, and when the group last decided one."""
    open_reviews, decided_on = {}, {}
    for review in MembershipReview.objects.exclude(status=ReviewStatus.WITHDRAWN):
        if review.status == ReviewStatus.OPEN:
            open_reviews[review.membership_id] = review
        else:
            latest = decided_on.get(review.membership_id, review.decided_on)
            decided_on[review.membership_id] = max(latest, review.decided_on)
    return open_reviews, decided_on


@transaction.atomic
def recompute_absences(*, by=None, now=None):
    """Recount all memberships and act: an e-mail at two absences, a review at three, or a withdrawal (M11).

    Safe to run at any time and twice: it looks only at the records, never at what changed in them. Two confirmations at
    the same moment wait for each other on the rows of the memberships.
    """
    list(Membership.objects.active().order_by("pk").select_for_update().values_list("pk", flat=True))
    counts = count_absences()
    for one in counts:
        _review(one, by=by, now=now)
    _tell_at_two([one for one in counts if one.standing.is_told], by=by, now=now)
    place_reviews(by=by, now=now)
    return counts


def _review(one, *, by, now):
    was = [dt.date.fromisoformat(day) for day in one.review.missed_on] if one.review else None
    verdict = judge(one.standing, was)
    if verdict.withdraws:
        reason = _("The attendance record was corrected. The member did not miss three meetings in a row.")
        withdraw_review(one.review, reason=reason, by=by, now=now)
    if verdict.restates:
        restate_review(one.review, missed_on=[meeting.on for meeting in verdict.restates], by=by, now=now)
    if verdict.opens:
        missed_on = [meeting.on for meeting in verdict.opens]
        review = open_review(one.membership, missed_on=missed_on, by=by, now=now)
        tell_coordinators(
            "meetings.review_due",
            {"membership": one.membership, "missed_on": missed_on},
            key=f"meetings.review.{review.pk}",
            now=now,
        )


def _tell_at_two(counts, *, by, now):
    """E-mail member and co-ordinator once for each run, but not for a run that a correction shortened to two."""
    told = {}
    for membership_id, meeting_id in AbsenceNotice.objects.values_list("membership_id", "meeting_id"):
        told.setdefault(membership_id, set()).add(meeting_id)
    today = clock.today(now)
    for one in counts:
        missed = [meeting.key for meeting in one.standing.run]
        if told.get(one.membership.pk, set()).isdisjoint(missed):
            notice = AbsenceNotice.objects.create(membership=one.membership, meeting_id=missed[-1], sent_on=today)
            _write_at_two(notice, one, now=now)
            audit.record("tell_two_absences", one.membership, by, now=now, meetings=missed)


def _write_at_two(notice, one, *, now):
    context = {"membership": one.membership, "missed_on": [meeting.on for meeting in one.standing.run]}
    key = f"meetings.two_absences.{notice.pk}"
    write_to(one.membership.person, "meetings.two_absences", context, key=key, now=now)
    tell_coordinators("meetings.two_absences_coordinator", context, key=key, now=now)
