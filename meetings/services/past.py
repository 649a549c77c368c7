"""Meetings that were held before the portal was there, with who came: entered from records, nobody is written to."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock, search
from common.errors import DomainError
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.rules import MeetingKind, MeetingStatus
from meetings.services.attendance import (
    add_in_attendance,
    check_all_recorded,
    record_attendance,
    set_last_attended,
)
from meetings.services.planning import plan_additional, plan_year
from meetings.transitions import MEETING


@transaction.atomic
def record_past_meeting(kind, starts_at, ends_at, records, *, by, now=None, purpose="", others=(), **place):
    """Enter a meeting that was held, with {membership id: (record, substitute name, reason)} of all who held a seat.

    `others` are (name, person on record or None) of those in attendance. Its absences do not count (M11): nobody was
    told then that they would, and no review is opened by it. Raises DomainError for a meeting to come, and where a
    member has no record.
    """
    now = now or clock.now()
    if starts_at > now:
        raise DomainError(_("This meeting has not begun yet."), field="on")
    how = {"by": by, "now": now, "has_taken_place": True, "has_standing_items": False, **place}
    if kind == MeetingKind.ADDITIONAL:
        meeting = plan_additional(purpose, starts_at, ends_at, **how)
    else:
        (meeting,) = plan_year(clock.london(starts_at).year, {kind: (starts_at, ends_at)}, **how)
    fields = {
        "is_from_records": True,
        "announced_on": meeting.on,
        "announced_for": meeting.on,
        "calendar_changed_at": now,
    }
    MEETING.move(meeting, MeetingStatus.AGENDA_PUBLISHED, by=by, now=now, **fields)
    record_attendance(meeting, records, by=by, now=now)
    for name, person in others:
        add_in_attendance(meeting, name, person=person, by=by, now=now)
    check_all_recorded(meeting)
    MEETING.move(meeting, MeetingStatus.HELD, by=by, now=now)
    set_last_attended(meeting.attendance.values("membership"))
    audit.record("record_past_meeting", meeting, by, now=now, records=len(records))
    return meeting


@transaction.atomic
def remove_past_meetings(meetings, *, by, now=None):
    """Remove meetings that were entered from records by mistake, with who came."""
    keys = [meeting.pk for meeting in meetings]
    came = list(Attendance.objects.filter(meeting__in=keys).values_list("membership", flat=True))
    for meeting in meetings:
        if not meeting.is_from_records or meeting.status != MeetingStatus.HELD:
            raise DomainError(_("Only a meeting that was entered from earlier records can be removed."))
        audit.record("remove_past_meeting", meeting, by, now=now)
    found = search.keys_of([*meetings, *AgendaItem.objects.filter(meeting__in=keys)])
    Meeting.objects.filter(pk__in=keys).delete()
    search.refresh_keys(found)
    set_last_attended(came)
