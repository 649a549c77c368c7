"""Reads the public register, who held a seat, and who was reached by what was sent."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _

from common import clock
from common.dates import day
from common.months import months_before
from members.models import InductionDone, InductionStep, Interest, Membership, Sending, SentTo
from members.rules import NEW_FOR_MONTHS, Reached, vacancies

WITH_ALL = ("sending", "message", "person", "user")


def register_shown(user):
    """Return the public interests of those who hold a seat today, with their seats as `seats_held` (M8)."""
    active = Membership.objects.active().select_related("seat__constituency")
    return (
        Interest.objects.visible_to(user)
        .current()
        .filter(Exists(active.filter(person=OuterRef("person"))), is_private=False)
        .select_related("person")
        .prefetch_related(Prefetch("person__memberships", active, to_attr="seats_held"))
        .order_by("person__name", "person_id", "body")
    )


def reminder_key(version):
    """Return how the keys begin of what reminded people to accept a version of a role description."""
    return f"members.role_reminder.{version.pk}."


def reminders_of(version):
    """Return what was sent to remind people to accept a version, counted as the list of what was sent does."""
    sent = Sending.objects.filter(kind="members.role_reminder", key__startswith=reminder_key(version))
    return sent.counted(clock.today())


def induction_of(memberships):
    """Return {membership: induction} with what each has done of the induction of their role, in two queries."""
    roles = {one.seat.role_description_id for one in memberships}
    steps = list(InductionStep.objects.filter(description__in=roles))
    rows = InductionDone.objects.filter(membership__in=memberships).values_list("membership_id", "step_id", "done_on")
    done = {(membership, step): on for membership, step, on in rows}
    lines = {
        one: [
            InductionLine(step, done.get((one.pk, step.pk)))
            for step in steps
            if step.description_id == one.seat.role_description_id
            and (step.ended_on is None or (one.pk, step.pk) in done)
        ]
        for one in memberships
    }
    return {one: Induction(found) for one, found in lines.items()}


@dataclass(frozen=True)
class InductionLine:
    """A step of somebody's induction, and the day on which they did it, if they have."""

    step: InductionStep
    done_on: dt.date | None


@dataclass(frozen=True)
class Induction:
    """What somebody has done of their induction, and what is left."""

    lines: list[InductionLine]

    @property
    def done(self):
        return [line for line in self.lines if line.done_on]


def induction_left(memberships, today):
    """Return those who are new in their role and have something left of its induction, with `steps_left`."""
    done = InductionDone.objects.filter(step=OuterRef("pk"), membership=OuterRef(OuterRef("pk")))
    steps = InductionStep.objects.current().filter(~Exists(done), description=OuterRef("seat__role_description"))
    left = steps.order_by().values("description").annotate(n=Count("pk")).values("n")
    new = memberships.filter(starts_on__gt=months_before(today, NEW_FOR_MONTHS))
    return new.annotate(steps_left=Subquery(left)).filter(steps_left__gt=0)


def holders_of_seat(seat):
    """Return all who hold or held a seat, the latest first, with the last day of their term of office."""
    held = seat.memberships.exclude(starts_on=None).with_term()
    return held.select_related("person").order_by("-starts_on", "-pk")


def calls_of_seat(seat):
    """Return the calls for a seat, the latest first, each with how many applied."""
    return seat.calls.annotate(applied=Count("applications")).select_related("membership__person")


@dataclass(frozen=True)
class Vacancy:
    """A time in which nobody held a seat, and how many days it was; `until` is None while it lasts."""

    since: dt.date
    until: dt.date | None
    days: int


def vacancies_of(seat, today):
    """Return when nobody held a seat, the latest first."""
    held = seat.memberships.exclude(starts_on=None).values_list("starts_on", "ends_on")
    gaps = vacancies(seat.opened_on, seat.closed_on, held)
    return [Vacancy(since, until, ((until or today) - since).days + 1) for since, until in reversed(gaps)]


@dataclass(frozen=True)
class Line:
    """One person on the page of a sending: how they stand, in words, and whether somebody can tell them another way."""

    to: SentTo
    state: Reached
    words: str
    can_be_told: bool


def lines_of(sending, today):
    """Return a line for each person something was sent to; those still to be told first."""
    rows = sending.recipients.select_related(*WITH_ALL)
    by_hand = set(sending.recipients.by_hand().filter(told_on=None).values_list("pk", flat=True))
    to_tell = set(sending.recipients.to_tell(today).values_list("pk", flat=True))
    lines = [_line(row, row.pk in to_tell, row.pk in by_hand) for row in rows]
    return sorted(lines, key=lambda line: line.to.pk not in to_tell)


def _line(row, is_to_tell, is_by_hand):
    state = row.outcome
    if state == Reached.NO_ADDRESS and not is_to_tell:
        state = Reached.UNTOLD
    words = str(state.label)
    if state == Reached.TOLD:
        told = {"how": row.get_told_how_display(), "day": day(row.told_on), "by": row.told_by}
        words = _("told %(how)s on %(day)s, by %(by)s") % told
    elif state == Reached.FAILED and is_to_tell:
        words = _("e-mail could not be delivered: ring or write")
    return Line(row, state, words, is_by_hand)


def people_to_tell(today):
    """Return one row for each person who is still to be told of something: the one that has waited longest."""
    to_tell = SentTo.objects.to_tell(today)
    earlier = to_tell.filter(who=OuterRef("who"), pk__lt=OuterRef("pk"))
    return to_tell.filter(~Exists(earlier))


def waiting_for(people, today):
    """Return all that people (each by `who`) are still to be told, the oldest first."""
    rows = SentTo.objects.to_tell(today).filter(who__in=people)
    return rows.select_related(*WITH_ALL).order_by("sending__sent_on", "pk")
