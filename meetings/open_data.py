"""What anybody may take away of the dates of meetings."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import clock, open_data
from common.dates import hour
from common.open_data import DataSet, Field, latest
from meetings.filters import MeetingFilter
from meetings.models import Meeting


def announced_meetings():
    """Return the meetings that anybody may read of, newest first."""
    return Meeting.objects.visible_to(AnonymousUser()).known_to_members().order_by("-starts_at", "-pk")


def _newest():
    return latest(announced_meetings().order_by().aggregate(Max("announced_on")).values())


def _starts(meeting, value):
    """Of one whose new date is being looked for, nothing is known."""
    return "" if meeting.is_postponed else value(meeting.starts_at)


open_data.declare(
    DataSet(
        "meetings",
        _("Meetings"),
        _("The meetings of the group that were announced, past and to come: one row for each."),
        page="meetings:meeting_list",
        fields=(
            Field("title", _("What it is called"), lambda one: one.title),
            Field("kind", _("What kind of meeting"), lambda one: capfirst(one.get_kind_display())),
            Field(
                "day_on",
                _("The day; empty while a new date is being looked for"),
                lambda one: _starts(one, lambda at: clock.london(at).date()),
            ),
            Field("starts", _("When it starts"), lambda one: _starts(one, hour)),
            Field("venue", _("Where"), lambda one: one.venue),
            Field("status", _("Its status on the day you download it"), lambda one: capfirst(one.get_status_display())),
            Field("reason", _("Why it was cancelled or postponed"), lambda one: one.status_reason),
            Field("address", _("Its page"), lambda one: f"{settings.SITE_URL}{one.get_absolute_url()}"),
        ),
        rows=announced_meetings,
        newest=_newest,
        filterset=MeetingFilter,
    )
)
