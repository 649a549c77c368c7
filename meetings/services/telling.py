"""Sends something about meetings, and says who was told of one as it stands (M11)."""

from django.db.models import Max

from common import clock
from meetings.emails import askers_to_tell, coordinators_to_tell, members_to_tell
from meetings.models import Meeting, MeetingSending
from meetings.rules import IS_OFF, TO_COME
from meetings.services.deadlines import questions_deadline
from members.models import Sending, SentTo
from members.services.sendings import replace, reword, send

ANNOUNCED, INVITATION = "meetings.announced", "meetings.invitation"
TELLS_WHEN = frozenset({ANNOUNCED, INVITATION, "meetings.changed"})


def tell_of(meetings, name, recipients, context, *, key, until=None, now=None):
    """Send something about meetings, and keep with each what was sent and how the meeting stood then."""
    sending = send(name, recipients, context, key=key, until=until, is_for_members=True, now=now)
    for meeting in meetings:
        how = {"sequence": meeting.calendar_sequence, "tells_when": name in TELLS_WHEN}
        MeetingSending.objects.get_or_create(meeting=meeting, sending=sending, defaults=how)
    return sending


def tell_members(meeting, name, context, *, key, until=None, now=None):
    """Send something about a meeting to everyone who holds a seat, once each."""
    return tell_of([meeting], name, members_to_tell(), {"meeting": meeting, **context}, key=key, until=until, now=now)


def tell_change(meeting, name, *, now=None, **context):
    """Tell members, the co-ordinator and people waiting for an answer what became of a meeting they were told of.

    No e-mail is sent about a meeting that was never announced, or that is only recorded afterwards. People who have not
    yet heard something that the change makes untrue are taken off the list to tell.
    """
    is_past = meeting.status in TO_COME and meeting.starts_at <= (now or clock.now())
    if not meeting.is_announced or is_past:
        return None
    earlier = about_alone(meeting)
    replace(earlier if meeting.status in IS_OFF else earlier.filter(kind="meetings.changed"), now=now)
    _say_anew(meeting)
    people = [*members_to_tell(), *coordinators_to_tell(now), *askers_to_tell(meeting)]
    key = f"{name}.{meeting.pk}.{meeting.calendar_sequence}"
    until = max(meeting.on, clock.today(now))
    return tell_of([meeting], name, people, {"meeting": meeting, **context}, key=key, until=until, now=now)


def dates_of(meetings):
    """Return what an e-mail with the dates of meetings says."""
    return {"meetings": meetings, "meeting": meetings[0], "years": sorted({str(one.year) for one in meetings})}


def invitation_to(meeting):
    """Return what an invitation to a meeting says."""
    items = meeting.items.filter(is_private=False)
    return {"meeting": meeting, "items": items, "questions_due": questions_deadline(meeting)}


def _say_anew(meeting):
    """Whoever has yet to be rung hears the dates as they are now, without what is off."""
    for sending in Sending.objects.filter(kind=INVITATION, meetings__meeting=meeting):
        reword(sending, invitation_to(meeting))
    for sending in Sending.objects.filter(kind=ANNOUNCED, meetings__meeting=meeting):
        about = Meeting.objects.filter(sendings__sending=sending).exclude(status__in=IS_OFF).order_by("starts_at", "pk")
        if meetings := list(about):
            reword(sending, dates_of(meetings))


def about_alone(meeting):
    """Return what was sent about when this meeting is, and about no other."""
    others = MeetingSending.objects.exclude(meeting=meeting).values("sending")
    about = meeting.sendings.filter(sending__kind__in=TELLS_WHEN | {"meetings.postponed"}).exclude(sending__in=others)
    return Sending.objects.filter(pk__in=about.values("sending"))


def people_not_told(meeting):
    """Return the keys of the persons to whom nobody told when and where this meeting is, as it stands (M11).

    They have no e-mail address, or it could not be delivered, and nobody rang or wrote to them. Who replied knows of
    it. Somebody to whom the portal sent nothing, as of a meeting that is only recorded, is not among them.
    """
    about = meeting.sendings.filter(tells_when=True)
    latest = about.aggregate(latest=Max("sequence"))["latest"]
    rows = SentTo.objects.filter(sending__in=about.filter(sequence=latest).values("sending"), person__isnull=False)
    told = set(rows.reached().values_list("person", flat=True))
    told |= set(meeting.replies.values_list("membership__person", flat=True))
    return set(rows.values_list("person", flat=True)) - told
