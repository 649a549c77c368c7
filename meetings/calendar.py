"""The group's meetings as a calendar that programs subscribe to (RFC 5545, RFC 7986)."""

import datetime as dt
import re
from typing import NamedTuple
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services.settings import get_setting, is_set, service_name, settings_changed_at
from common import clock
from common.dates import weekday
from meetings.models import Meeting
from meetings.rules import IS_OFF, LINK, MeetingFormat

ASK_AGAIN = dt.timedelta(hours=4)
CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
HOUR = dt.timedelta(hours=1)
# How London's clocks have changed since 1996: the last Sundays of March and October, at 1am universal time.
CLOCK_CHANGES = (
    (icalendar.TimezoneDaylight, "BST", dt.datetime(1996, 3, 31, 1), 0 * HOUR, HOUR),  # noqa: DTZ001
    (icalendar.TimezoneStandard, "GMT", dt.datetime(1996, 10, 27, 2), HOUR, 0 * HOUR),  # noqa: DTZ001
)


HOW_TO_COME = {
    MeetingFormat.IN_PERSON: gettext_lazy("This meeting is in person."),
    MeetingFormat.ONLINE: gettext_lazy("This meeting is online."),
    MeetingFormat.HYBRID: gettext_lazy("You can take part in person or online."),
}


class CalendarFile(NamedTuple):
    """The bytes of the calendar, and the moment since when they are these."""

    content: bytes
    changed_at: dt.datetime


def build_calendar(now=None):
    """Return the calendar: what anybody may know of this year's meetings, last year's and those to come.

    Its bytes depend on what is stored and on the year, never on the moment, so that who asks again is told that nothing
    changed. A meeting keeps its UID for good, and its SEQUENCE grows with each change of date or place, so that
    programs move or strike out what they have. No joining link ever stands in it.
    """
    year = clock.today(now).year
    last_year, this_year = (clock.at(dt.date(one, 1, 1), dt.time()) for one in (year - 1, year))
    rows = Meeting.objects.visible_to(AnonymousUser()).filter(starts_at__gte=last_year)
    meetings = list(rows.order_by("starts_at", "pk"))
    calendar = _head()
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    moments = [this_year, settings_changed_at(), *(one.calendar_changed_at for one in meetings)]
    return CalendarFile(calendar.to_ical(), max(filter(None, moments)))


def _head():
    name = _("Meetings of the %(service)s") % {"service": _plain(service_name())}
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//partnership//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", clock.LONDON.key)
    calendar.add("refresh-interval", ASK_AGAIN, {"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN).to_ical().decode())
    calendar.add_component(_london())
    return calendar


def _london():
    zone = icalendar.Timezone()
    zone.add("tzid", clock.LONDON.key)
    for kind, name, begins, before, after in CLOCK_CHANGES:
        change = kind()
        change.add("dtstart", begins)
        change.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1SU"})
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        change.add("tzname", name)
        zone.add_component(change)
    return zone


def _event(meeting):
    is_off = meeting.status in IS_OFF
    event = icalendar.Event()
    event.add("uid", f"{meeting.slug}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", meeting.calendar_changed_at)
    event.add("last-modified", meeting.calendar_changed_at)
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstart", clock.london(meeting.starts_at))
    event.add("dtend", clock.london(meeting.ends_at))
    event.add("summary", _summary(meeting))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event.add("url", _page_of(meeting))
    event.add("description", "\n".join(_lines_about(meeting)))
    if place := _place(meeting):
        event.add("location", place)
    event["organizer"] = _organizer()
    return event


def _page_of(meeting):
    return f"{settings.SITE_URL}{meeting.get_absolute_url()}"


def _organizer():
    """The service, with the address that families write to; until somebody has set it, with the portal's."""
    address = f"mailto:{get_setting('help_email')}" if is_set("help_email") else settings.SITE_URL
    organizer = icalendar.vCalAddress(address)
    organizer.params["cn"] = icalendar.vText(_plain(service_name()))
    return organizer


def _summary(meeting):
    """The title; many programs ignore the status of an event, so words say what became of it."""
    title = _plain(meeting.title)
    if meeting.is_cancelled:
        return _("Cancelled: %(meeting)s") % {"meeting": title}
    return _("Postponed: %(meeting)s") % {"meeting": title} if meeting.is_postponed else title


def _place(meeting):
    venue = _plain(meeting.venue)
    if meeting.format == MeetingFormat.IN_PERSON:
        return venue
    if meeting.format == MeetingFormat.HYBRID and venue:
        return _("%(place)s, and online") % {"place": venue}
    words = _plain(meeting.get_format_display().capitalize())
    return f"{words} ({venue})" if venue else words


def _lines_about(meeting):
    words = {"reason": _plain(meeting.status_reason), "on": weekday(meeting.starts_at)}
    if meeting.is_cancelled:
        yield (_("This meeting is cancelled. It was to be on %(on)s. %(reason)s") % words).strip()
    elif meeting.is_postponed:
        line = _("This meeting is postponed, and we are looking for a new date. It was to be on %(on)s. %(reason)s")
        yield (line % words).strip()
    else:
        if meeting.moved_from:
            yield _("It was first announced for %(on)s, and moved.") % {"on": weekday(meeting.moved_from)}
        yield from _how_to_come(meeting)
    yield _("Agenda, papers, access and help to attend: %(page)s") % {"page": _page_of(meeting)}


def _how_to_come(meeting):
    yield str(HOW_TO_COME[meeting.format])
    if meeting.format != MeetingFormat.IN_PERSON:
        yield _("Members: sign in to the portal and open your pack for this meeting. It says how to join online.")
    if is_set("help_email"):
        email = get_setting("help_email")
        yield _("If you are not a member and would like to come, ask us first: %(email)s") % {"email": email}


def _plain(words):
    """Words as one line without any link: the calendar is public, and copies of it cannot be called back."""
    return " ".join(CONTROLS.sub(" ", LINK.sub("", words)).split())
