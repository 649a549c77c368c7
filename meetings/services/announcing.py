"""Announces meetings that were planned: from then on members know of them, and changes are told (T1, T2)."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from meetings.emails import coordinators_to_tell, members_to_tell
from meetings.models import Meeting
from meetings.services.standing_items import place_reviews, place_waiting
from meetings.services.telling import ANNOUNCED, dates_of, tell_of


def people_to_announce_to(now=None):
    return [*members_to_tell(), *coordinators_to_tell(now)]


def shown_to_announce(meetings, people):
    """Return a mark of what somebody saw before they announced: the dates and places, and who is told."""
    seen = [(one.pk, one.starts_at.isoformat(), one.ends_at.isoformat(), one.venue, one.format) for one in meetings]
    told = [(one.who, one.address) for one in people]
    return hashlib.sha256(repr((seen, told)).encode()).hexdigest()


def note_announced(meeting, *, by, now=None):
    """From now on anybody may know of a meeting, and it is in the calendar."""
    moment = now or clock.now()
    meeting.announced_on, meeting.announced_for, meeting.calendar_changed_at = clock.today(moment), meeting.on, moment
    meeting.save(update_fields=["announced_on", "announced_for", "calendar_changed_at"])
    audit.record("announce_meeting", meeting, by, now=now)


@transaction.atomic
def announce(meetings, *, by, shown=None, now=None):
    """Tell members and co-ordinators of planned meetings, in one e-mail with all dates; return what was sent.

    `shown` marks what was seen: raises DomainError where dates, places or people have changed since, and where one of
    the meetings was announced already, has begun or is off.
    """
    now = now or clock.now()
    keys = [meeting.pk for meeting in meetings]
    list(Meeting.objects.select_for_update().filter(pk__in=keys).order_by("pk").values("pk"))
    rows = list(Meeting.objects.to_announce(now).filter(pk__in=keys))
    if not rows or len(rows) != len(keys):
        raise DomainError(_("This has been announced already, or can no longer be."))
    people = people_to_announce_to(now)
    if shown is not None and shown != shown_to_announce(rows, people):
        raise DomainError(_("The meetings, or who is told, have changed since you opened this page. Read it again."))
    for meeting in rows:
        note_announced(meeting, by=by, now=now)
    place_reviews(by=by, now=now)
    place_waiting(now=now)
    key = f"{ANNOUNCED}.{'-'.join(map(str, keys))}"
    return tell_of(rows, ANNOUNCED, people, dates_of(rows), key=key, until=rows[-1].on, now=now)
