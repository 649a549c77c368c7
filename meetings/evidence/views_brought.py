"""Evidence that members bring the views of those they speak for, and take back what was decided (M6, M7)."""

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.services.settings import get_setting
from common import evidence
from common.dates import day
from common.evidence import Evidence, State
from meetings.evidence.meetings import meetings_page, the_meetings
from meetings.figures.views_brought import OF_MEMBER, OF_SEAT, answered_by, brought_to, told_of
from meetings.models import Attendance


def _held(period):
    return [one for one in the_meetings(period.end) if one.starts_at >= period.starts_at]


def _people(number, small):
    """Say how many people, or that they were few."""
    if 0 < number < small:
        return _("fewer than %(small)s people") % {"small": small}
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": number}


@evidence.kind("views-brought", gettext_lazy("views that members brought of those they speak for"))
def views_are_brought(period):
    """M6: which constituencies had views brought to the meetings of a period, how many people answered, and how many
    of these views were spoken to there.
    """
    held = _held(period)
    views = brought_to(held, period.end)
    rows = list(views.values_list(OF_MEMBER, "meeting", "spoken_on"))
    if not rows:
        words = _("no views brought to meetings %(when)s") % {"when": evidence.within(period)}
        return Evidence(words, url=meetings_page(), state=State.NONE)
    meetings = {meeting for _who, meeting, _spoken in rows}
    found = {
        "of": len({who for who, _meeting, _spoken in rows}),
        "meetings": len(meetings),
        "all": len(held),
        "when": evidence.within(period),
        "people": _people(answered_by(views).total(), get_setting("small_number", on=period.end)),
        "spoken": sum(spoken is not None for _who, _meeting, spoken in rows),
        "views": len(rows),
    }
    words = _(
        "constituencies whose views were brought: %(of)s, to %(meetings)s of %(all)s meetings %(when)s; %(people)s "
        "answered, as recorded by members; spoken to at the meeting: %(spoken)s of %(views)s"
    )
    last = next(one for one in held if one.pk in meetings)
    return Evidence(words % found, on=last.on, url=meetings_page())


@evidence.kind("passed-on", gettext_lazy("constituencies that were told what a meeting decided"))
def decisions_are_passed_on(period):
    """M7: how many constituencies were told what the last meeting decided, out of those that were invited to it.

    A meeting of the last days is not looked at yet, unless something of it was passed on already.
    """
    held = _held(period)
    told = told_of(held, period.end)
    by_meeting = {}
    for meeting, constituency in told.values_list("meeting", OF_SEAT):
        by_meeting.setdefault(meeting, set()).add(constituency)
    last = next((one for one in held if one.pk in by_meeting or _is_time(one, period)), None)
    if last is None or not by_meeting:
        words = _("nothing recorded as passed on of meetings %(when)s") % {"when": evidence.within(period)}
        return Evidence(words, url=meetings_page(), state=State.NONE)
    asked = set(Attendance.objects.filter(meeting=last, was_invited=True).values_list(OF_MEMBER, flat=True))
    reached = by_meeting.get(last.pk, set())
    found = {
        "told": len(reached),
        "all": len(asked | reached),
        "day": day(last.on),
        "people": _people(told.filter(meeting=last.pk).aggregate(n=Sum("people"))["n"] or 0, 0),
        "meetings": len(by_meeting),
        "held": len(held),
        "when": evidence.within(period),
    }
    words = _(
        "%(told)s of %(all)s constituencies were told what was decided at the meeting of %(day)s: %(people)s, as "
        "recorded by members; something passed on of %(meetings)s of %(held)s meetings %(when)s"
    )
    state = State.KEPT if reached >= asked else State.DUE
    return Evidence(words % found, on=last.on, url=meetings_page(), state=state)


def _is_time(meeting, period):
    return (period.end - meeting.on).days >= get_setting("pass_on_days", on=period.end)
