"""What the page of a membership review shows of the meetings that were missed (M11)."""

import datetime as dt

from common import clock
from common.panels import panel
from meetings.models import AbsenceNotice, Attendance, Reply
from meetings.rules import WAS_HELD
from members.models import MembershipReview


@panel(MembershipReview, "missed", template="meetings/_missed.html")
def meetings_missed(review, _user):
    """Return each meeting of the run: what the register says, who came instead, the reason and the needs as given.

    With them goes when the member was written to after two; the page is for the member and the co-ordinator alone.
    """
    days = review.missed_days
    if not days:
        return None
    since, until = clock.at(min(days), dt.time()), clock.at(max(days) + clock.DAY, dt.time())
    records = Attendance.objects.filter(
        membership=review.membership_id,
        meeting__status__in=WAS_HELD,
        meeting__starts_at__gte=since,
        meeting__starts_at__lt=until,
    )
    records = [one for one in records.select_related("meeting") if one.meeting.on in days]
    own = {"membership": review.membership_id, "meeting__in": [one.meeting_id for one in records]}
    replies = {reply.meeting_id: reply for reply in Reply.objects.filter(**own)}
    lines = [(one, replies.get(one.meeting_id)) for one in sorted(records, key=lambda one: one.meeting.starts_at)]
    return {"missed": lines, "notice": AbsenceNotice.objects.filter(**own).first()}
