"""The group's meetings as a calendar file (RFC 5545)."""

import datetime as dt
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.services.settings import service_name
from common import clock
from meetings.models import Meeting
from meetings.rules import IS_OFF, MeetingStatus

KEPT = dt.timedelta(days=400)


def build_calendar(now=None):
    """Return the calendar as bytes: what was announced for the last year and the time to come, cancelled ones too.

    A meeting keeps its UID for good, and its SEQUENCE grows with each change of date or place, so that programs move
    or strike out what they have.
    """
    now = now or clock.now()
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{service_name()}//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Meetings of the %(service)s") % {"service": service_name()})
    meetings = Meeting.objects.announced().exclude(status=MeetingStatus.PROPOSED).filter(starts_at__gte=now - KEPT)
    for meeting in meetings.order_by("starts_at", "pk"):
        calendar.add_component(_event(meeting, now))
    return calendar.to_ical()


def _event(meeting, now):
    event = icalendar.Event()
    event.add("uid", f"{meeting.slug}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.status in IS_OFF else "CONFIRMED")
    event.add("sequence", meeting.calendar_sequence)
    event.add("url", f"{settings.SITE_URL}{meeting.get_absolute_url()}")
    if meeting.venue:
        event.add("location", meeting.venue)
    if meeting.status_reason:
        event.add("description", meeting.status_reason)
    return event
