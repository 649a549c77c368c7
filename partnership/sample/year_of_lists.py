"""The lists of the invented county: its own towns, and later a name that changed and two towns counted as one."""

import datetime as dt

from accounts.models import AgeGroup, Area, RespondentKind, ServiceArea
from accounts.services import county_lists
from common.slugs import slug_of
from partnership.sample.plan import moment, working
from partnership.sample.words_issues import ISSUES

POINTS_OF_THE_COMPASS = ("north", "east", "south", "west", "centre")
RENAMED = ("adulthood", "Preparing for adult life")
# By their place in ISSUES: who is no parent, and the adult whom a young person named.
SPEAKS = {25: "child", 37: "child", **dict.fromkeys((4, 13, 22, 31, 33, 34, 41, 42, 46), "worker")}
ADULT = {25: {"adult_name": "Mr Adeyemi, the youth worker", "adult_contact": "01632 960 142"}}
MERGED = ("Upper Dene", "Hythe Norton")


def towns():
    return sorted({town for _theme, _kind, town, *_rest in ISSUES})


def service_area(code):
    return ServiceArea.objects.standing_for(code)


def entries_of(place):
    """Return what the family of an issue chose from the lists on its day."""
    _theme, _kind, town, age, *_rest = ISSUES[place]
    return {
        "area": Area.objects.standing_for(slug_of(Area, town, field="code")),
        "age_group": AgeGroup.objects.standing_for(age),
        "speaks_as": _speaks_as(place),
        **ADULT.get(place, {}),
    }


def _speaks_as(place):
    """Return who speaks; every fifth does not say."""
    code = SPEAKS.get(place, "" if place % 5 == 0 else RespondentKind.PARENT)
    return RespondentKind.objects.standing_for(code) if code else None


class ListYear:
    def __init__(self, cast, first_meeting, as_of):
        self.cast, self.first_meeting, self.as_of = cast, first_meeting, as_of

    def name_towns(self, now):
        """Put the towns of the county in the place of the points of the compass."""
        for name in towns():
            county_lists.add_entry(Area, name=name, by=self.cast.coordinator, now=now)
        for code in POINTS_OF_THE_COMPASS:
            county_lists.end_entry(Area.objects.get(pk=code), by=self.cast.coordinator, now=now)

    def rename_service(self, now):
        code, name = RENAMED
        county_lists.rename_entry(ServiceArea.objects.get(pk=code), name=name, by=self.cast.coordinator, now=now)

    def merge_towns(self, now):
        one, other = (Area.objects.get(pk=slug_of(Area, name, field="code")) for name in MERGED)
        county_lists.merge_entries(one, into=other, by=self.cast.coordinator, now=now)


def events_of(year):
    """Yield (moment, function) for each change of a list."""
    yield moment(year.first_meeting - dt.timedelta(days=120), 8, 30), year.name_towns
    yield moment(working(year.as_of - dt.timedelta(days=40)), 16), year.rename_service
    yield moment(working(year.as_of - dt.timedelta(days=33)), 16), year.merge_towns
