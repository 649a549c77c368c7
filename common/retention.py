"""What may not be kept for ever: the rules that say what goes, when, and of which rows (UK GDPR, article 5(1)(e)).

An app's `retention.py` is read when Django starts, and declares its rules:

    rules.declare(
        Rule(
            "issues.drafts",
            Group.FAMILY,
            what=_("Issues that somebody began to write"),
            plain=_("An issue you began and did not send"),
            since=_("the last day you can go on with it"),
            due=lambda until: IssueDraft.objects.filter(expires_on__lte=until.day),
            day=F("expires_on"),
            carry_out=deleted,
        )
    )

`retain` carries them out each hour; `retain --preview` and /staff/data/retention/ say beforehand what would go. What
a legal hold keeps is left out of both in one place, `due_rows`, so that no rule can forget to ask.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Min, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import clock
from common.months import months_before, whole_months_after
from common.periodic import retain
from common.registry import Registry
from common.service_settings import declared

Text = str | Promise


class Group(models.TextChoices):
    """Whom the privacy page tells of a rule."""

    FAMILY = "family", gettext_lazy("Families")
    ANYBODY = "anybody", gettext_lazy("Anybody who signs in or writes to us")
    MEMBER = "member", gettext_lazy("Members, and those who come for them")
    STAFF = "staff", gettext_lazy("People who work here")


class Unit(Enum):
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Until:
    """The last day whose rows are kept long enough, seen from `now`; a row of that day goes."""

    now: dt.datetime
    day: dt.date

    @property
    def moment(self) -> dt.datetime:
        """The end of that day in London: what happened before it goes."""
        return clock.at(self.day + clock.DAY, dt.time())

    @property
    def today(self) -> dt.date:
        return clock.today(self.now)


def first_day(since: dt.date, length: int, *, is_in_days: bool = False) -> dt.date:
    """Return the first day on which what ended on `since` goes.

    Months are never short: what ended on 29 February goes on 1 March of a year that has no 29th.
    """
    if is_in_days:
        return since + length * clock.DAY
    return whole_months_after(since, length)


def deleted(rows: QuerySet, now: dt.datetime) -> int:
    """Delete the rows of a rule; return how many there were, without what went with them."""
    count = rows.count()
    rows.delete()
    return count


CarryOut = Callable[[QuerySet, dt.datetime], int]
NONE: frozenset[Any] = frozenset()


@dataclass(frozen=True)
class Rule:
    """One thing that goes: what, how long after which day, and how its rows are found and dealt with.

    `setting` names the setting of the service that says how long, in `unit`; `fixed` says it where no setting does.
    With `is_last_day` the day in `since` is itself the last. Without `is_held` no legal hold keeps it: what opens
    something for a while proves nothing. `due` returns the rows whose day is `until.day` or before,
    `day` the expression of that day; a row that was dealt with is not due again. Where no table of ours has the rows,
    `due` is None, and what goes is not counted beforehand. `plain` is a short phrase for families, None for what tells
    nobody anything.
    """

    name: str
    group: Group
    what: Text
    plain: Text | None
    since: Text
    carry_out: CarryOut
    due: Callable[[Until], QuerySet] | None = None
    day: Any = None
    setting: str = ""
    unit: Unit = Unit.MONTHS
    fixed: int = 0
    is_last_day: bool = False
    is_held: bool = True

    def length(self, on: dt.date | None = None) -> int:
        """Return how many of its unit the rows are kept, on a day."""
        if self.is_last_day:
            return 1
        return int(_ask("setting", self.setting, on)) if self.setting else self.fixed

    def until(self, now: dt.datetime) -> Until:
        today = clock.today(now)
        length = self.length(today)
        return Until(now, today - length * clock.DAY if self.is_in_days else months_before(today, length))

    def first_day(self, since: dt.date, on: dt.date | None = None) -> dt.date:
        """Return the first day on which a row of the day `since` goes."""
        return first_day(since, self.length(on), is_in_days=self.is_in_days)

    @property
    def is_in_days(self) -> bool:
        return self.is_last_day or self.unit is Unit.DAYS

    @property
    def kept_for(self) -> str:
        """How long, in words: "24 months", or nothing where the day itself is the last."""
        return self._length_in_words(self.length())

    @property
    def in_words(self) -> str:
        """When it goes, as one phrase: "24 months after it was closed"."""
        return self._phrase(self.kept_for)

    @property
    def in_words_by_default(self) -> str:
        """The same where nobody has set anything, for documents."""
        return self._phrase(self._length_in_words(self._default_length()))

    def _default_length(self) -> int:
        if self.is_last_day:
            return 1
        return int(str(declared(self.setting).default)) if self.setting else self.fixed

    def _length_in_words(self, length: int) -> str:
        if self.is_last_day or not length:
            return ""
        if self.setting:
            return declared(self.setting).in_words(length)
        forms = ("%d month", "%d months") if self.unit is Unit.MONTHS else ("%d day", "%d days")
        return ngettext(*forms, length) % length

    def _phrase(self, kept_for: str) -> str:
        if not kept_for:
            return _("after %(day)s") % {"day": self.since}
        return _("%(long)s after %(day)s") % {"long": kept_for, "day": self.since}


class Rules(Registry[Rule]):
    """Every rule by its name; each is a part of `retain`, so that one that breaks does not stop the others."""

    def declare(self, rule: Rule) -> Rule:
        """Register a rule. Raises ImproperlyConfigured for a name used twice."""
        self.add(rule.name, rule)
        retain.part(rule.name)(lambda now: carry_out(rule, now))
        return rule


rules = Rules("rules of retention")

# What this folder cannot know itself: what a setting of the service says, and which rows a legal hold keeps.
_asked: Registry[Callable[..., Any]] = Registry("answers to retention")
answers = _asked.register


def _ask(what: str, *about: Any) -> Any:
    return _asked[what](*about)


def due_rows(rule: Rule, now: dt.datetime) -> QuerySet | None:
    """Return the rows that go now under a rule, but for those that a legal hold keeps."""
    rows = rule.due(rule.until(now)) if rule.due else None
    return rows if rows is None else _without(rows, held_keys(rule, rows, now))


def held_keys(rule: Rule, rows: QuerySet, now: dt.datetime) -> frozenset[Any]:
    """Return the keys of the rows of this model that a legal hold keeps from a rule."""
    if not rule.is_held:
        return NONE
    return frozenset(_ask("held", rows.model._meta.label_lower, now))


def _without(rows: QuerySet, held: frozenset[Any]) -> QuerySet:
    return rows.exclude(pk__in=held) if held else rows


@transaction.atomic
def carry_out(rule: Rule, now: dt.datetime | None = None) -> int:
    """Do what a rule says now; return of how many rows. Safe to run twice: what is gone is not due again."""
    now = now or clock.now()
    return rule.carry_out(due_rows(rule, now), now)


@dataclass(frozen=True)
class Going:
    """What goes up to a day under one rule: how many rows, their oldest day, and from when to when they go."""

    rule: Rule
    count: int | None = None
    held: int = 0
    oldest: dt.date | None = None
    first_on: dt.date | None = None
    last_on: dt.date | None = None
    references: tuple[str, ...] = ()


MOST_REFERENCES = 5


def preview(on: dt.date | None = None, *, now: dt.datetime | None = None) -> Iterator[Going]:
    """Say of every rule what would go up to the end of a day (without one: now), in the order of the apps.

    The number of queries does not depend on how many rows there are.
    """
    now = now or clock.now()
    at = clock.at(on + clock.DAY, dt.time()) - dt.timedelta(seconds=1) if on else now
    return (going(rule, max(at, now), now) for rule in rules.values())


def going(rule: Rule, at: dt.datetime, now: dt.datetime) -> Going:
    """Return what goes under a rule up to a moment; what is overdue goes today."""
    if rule.due is None:
        return Going(rule)
    rows = rule.due(rule.until(at)).order_by()
    held = held_keys(rule, rows, now)
    free = _without(rows, held)
    days = free.annotate(since=rule.day).aggregate(count=models.Count("pk"), oldest=Min("since"), newest=Max("since"))
    return Going(
        rule,
        days["count"],
        rows.filter(pk__in=held).count() if held else 0,
        _as_day(days["oldest"]),
        _goes_on(rule, days["oldest"], at, now),
        _goes_on(rule, days["newest"], at, now),
        _references(free) if days["count"] else (),
    )


def _goes_on(rule: Rule, since: dt.datetime | dt.date | None, at: dt.datetime, now: dt.datetime) -> dt.date | None:
    """Return the day on which a row of a day goes: today, where it should have gone before."""
    day = _as_day(since)
    return day and max(rule.first_day(day, clock.today(at)), clock.today(now))


def _references(rows: QuerySet) -> tuple[str, ...]:
    """Name the first rows by their reference; a row without one is counted and not named."""
    if not any(one.name == "reference" for one in rows.model._meta.concrete_fields):
        return ()
    return tuple(rows.order_by("pk").values_list("reference", flat=True)[:MOST_REFERENCES])


def _as_day(value: dt.datetime | dt.date | None) -> dt.date | None:
    return clock.today(value) if isinstance(value, dt.datetime) else value
