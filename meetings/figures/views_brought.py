"""Figures of what each constituency brought to the meetings, and was told of them (M6, M7)."""

from collections import Counter

from django.db.models import Count, F
from django.utils.translation import gettext_lazy

from accounts.services.settings import get_setting
from common import figures
from common.small_numbers import columns_of
from meetings.figures.group import held_in
from meetings.models import PassedOn, ViewsBrought
from members.models import Constituency

OF_MEMBER, OF_SEAT = "membership__seat__constituency", "seat__constituency"


def brought_to(meetings, until):
    """Return the views that members had brought to meetings up to a day."""
    return ViewsBrought.objects.brought().filter(meeting__in=meetings, brought_on__lte=until)


def answered_by(views):
    """Return {constituency: how many answered}: those of the links, and those the members say answered otherwise."""
    found = Counter(dict(views.order_by().values_list(OF_MEMBER).annotate(n=Count("answers"))))
    for constituency, number in views.order_by().values_list(OF_MEMBER, "told_member"):
        found[constituency] += number
    return found


def told_of(meetings, until):
    """Return what was recorded up to a day as passed on of meetings."""
    return PassedOn.objects.filter(meeting__in=meetings, told_on__lte=until)


@figures.figure("brought_and_told", gettext_lazy("meetings held in the period"), rows=held_in)
def brought_and_told(period, _figures):
    """Return for each constituency to how many of the meetings held it brought views, and of how many it was told.

    Numbers of people are as recorded by members. Those who answered are split by who they are, so a small number of
    them is left out, with others, so that it cannot be worked out.
    """
    held = held_in(period)
    views, told = brought_to(held, period.end), told_of(held, period.end)
    answered, small = answered_by(views), get_setting("small_number", on=period.end)
    shown = {column[0] for column in columns_of(answered, small) if len(column) == 1 and answered[column[0]] >= small}
    brought = _meetings_by(views, OF_MEMBER)
    passed_on, people = _meetings_by(told, OF_SEAT), Counter()
    for constituency, number in told.order_by().values_list(OF_SEAT, "people"):
        people[constituency] += number
    return {
        "meetings": held.count(),
        "small_number": small,
        "rows": [
            {
                "name": row.name,
                "brought": brought[row.pk],
                "answered": answered[row.pk] if row.pk in shown or not answered[row.pk] else None,
                "told": passed_on[row.pk],
                "people": people[row.pk],
            }
            for row in Constituency.objects.order_by("order", "name")
        ],
    }


def _meetings_by(rows, path):
    """Return {constituency: of how many meetings there are such rows}."""
    rows = rows.order_by().annotate(of=F(path)).values_list("of", "meeting").distinct()
    return Counter(constituency for constituency, _meeting in rows)
