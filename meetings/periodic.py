"""Hourly reminders: agenda due, attendance not confirmed, draft minutes due; and to members, what to pass on."""

import datetime as dt

from django.utils.translation import gettext as _

from common import clock, periodic, search
from common.documents import read_words
from common.working_days import subtract_working_days
from meetings.emails import tell_coordinators
from meetings.models import Meeting, Paper
from meetings.rules import MeetingStatus
from meetings.services.agenda import invite_newcomers
from meetings.services.deadlines import Deadline, minutes_deadline, papers_deadline
from meetings.services.passing_on import remind_to_pass_on
from meetings.services.readers import tell_chair_of_waiting
from meetings.services.standing_items import place_waiting

DAYS_AHEAD = 2
PAPERS_AT_ONCE = 20
REMINDERS = {
    MeetingStatus.SCHEDULED: "meetings.agenda_due",
    MeetingStatus.AGENDA_PUBLISHED: "meetings.attendance_due",
    MeetingStatus.HELD: "meetings.minutes_due",
}


@periodic.remind.part("meetings.newcomers")
def invite_those_who_joined(now):
    """Send the invitation to members appointed since it went out."""
    return invite_newcomers(now)


@periodic.remind.part("meetings.clocks")
def remind_of_clocks(now):
    """Send one reminder for each deadline in two working days; safe to run twice."""
    today = clock.today(now)
    waiting = Meeting.objects.filter(
        status__in=[MeetingStatus.SCHEDULED, MeetingStatus.AGENDA_PUBLISHED, MeetingStatus.HELD], is_from_records=False
    )
    written = 0
    for meeting in waiting:
        due = _due(meeting, now)
        if due and subtract_working_days(due.on, DAYS_AHEAD) <= today:
            _remind(meeting, due, now)
            written += 1
    return written


@periodic.remind.part("meetings.paper_words")
def read_papers(now):
    """Read the words of papers that were kept without them, some each time, so that they can be found."""
    unread = Paper.objects.filter(document__isnull=False, document__words=None).select_related("document")
    papers = list(unread[:PAPERS_AT_ONCE])
    for paper in papers:
        read_words(paper.document)
        search.refresh(paper)
    return len(papers)


def _due(meeting, now):
    """Return the clock that runs for a meeting, or None."""
    if meeting.status == MeetingStatus.SCHEDULED:
        return papers_deadline(meeting) if meeting.starts_at > now else None
    if meeting.status == MeetingStatus.HELD:
        return minutes_deadline(meeting)
    day_after = meeting.on + dt.timedelta(days=1)
    return Deadline(day_after, _("the day after the meeting")) if meeting.ends_at < now else None


def _remind(meeting, due, now):
    key = f"meetings.clock.{meeting.pk}.{meeting.status}.{due.on}"
    tell_coordinators(REMINDERS[MeetingStatus(meeting.status)], {"meeting": meeting, "due": due}, key=key, now=now)


@periodic.remind.part("meetings.no_reader")
def tell_chair(now):
    """Tell the chair where an issue about the service itself waits for an independent reader to be appointed."""
    return tell_chair_of_waiting(now)


@periodic.remind.part("meetings.pass_on")
def ask_what_was_passed_on(now):
    """Ask members once, some days after a meeting, whether they passed on what was decided (M7)."""
    return remind_to_pass_on(now)


@periodic.remind.part("meetings.waiting")
def keep_waiting_themes(now):
    """Keep on agendas only what still waits, also after an issue was withdrawn, closed or answered."""
    place_waiting(now=now)
    return 0
