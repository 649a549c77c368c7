"""Membership's states and figures (terms M1 to M12, P2)."""

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.rules import WAIT
from common.dates import day as in_words
from common.errors import DomainError
from common.months import months_after, months_before
from common.tones import Tone, TonedChoices


class MembershipStatus(TonedChoices):
    NOMINATED = "nominated", Tone.WAIT, _("nominated")
    ACTIVE = "active", Tone.GOOD, _("active")
    ENDED = "ended", Tone.QUIET, _("ended")


class ReviewStatus(TonedChoices):
    OPEN = "open", Tone.WAIT, _("open")
    DECIDED = "decided", Tone.GOOD, _("decided")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")


class ReviewOutcome(models.TextChoices):
    """What the group may decide on a review (M11)."""

    CONTINUE = "continue", _("continue")
    SUPPORT = "support", _("continue with support agreed")
    SHARE = "share", _("share the seat")
    STEP_DOWN = "step_down", _("step down")
    VACATED = "vacated", _("seat vacated")


class EndingKind(models.TextChoices):
    """Why a membership ends."""

    ASKED = "asked", _("they asked to leave")
    MOVED_ON = "moved_on", _("they left the post or body they sat for")
    DECIDED = "decided", _("the group decided")


class EndingStatus(TonedChoices):
    """How far the end of a membership has come."""

    WAITING = "waiting", Tone.WAIT, _("waiting")
    MADE = "made", Tone.GOOD, _("made")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")
    UNDONE = "undone", Tone.QUIET, _("undone")


class InterestStatus(TonedChoices):
    CURRENT = "current", Tone.GOOD, _("current")
    ENDED = "ended", Tone.QUIET, _("ended")


class CallStatus(TonedChoices):
    """How far the call for a seat has come."""

    OPEN = "open", Tone.WAIT, _("open")
    FILLED = "filled", Tone.GOOD, _("filled")
    ENDED = "ended", Tone.QUIET, _("ended")


class FillingMethod(models.TextChoices):
    """How it was decided who takes a seat."""

    ELECTION = "election", _("they were elected")
    BODY = "body", _("their own group or body named them")
    GROUP = "group", _("the steering group chose them")
    ONLY_ONE = "only_one", _("one person came forward")
    LOT = "lot", _("lots were drawn")


class ApplicationStatus(TonedChoices):
    RECEIVED = "received", Tone.WAIT, _("received")
    NOMINATED = "nominated", Tone.WAIT, _("nominated")
    DECLINED = "not_chosen", Tone.QUIET, _("not chosen")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")


class Reached(TonedChoices):
    """How one person stands with one thing that was sent to them."""

    SENT = "sent", Tone.GOOD, _("e-mail sent")
    WAITING = "waiting", Tone.WAIT, _("e-mail waiting to be sent")
    LONG_AGO = "long_ago", Tone.QUIET, _("e-mail written more than a year ago")
    TOLD = "told", Tone.GOOD, _("told")
    FAILED = "failed", Tone.LATE, _("e-mail could not be delivered")
    NO_ADDRESS = "no_address", Tone.LATE, _("no e-mail: ring or write")
    UNTOLD = "untold", Tone.QUIET, _("no e-mail, and nobody told them")


class Wish(models.TextChoices):
    """What a member wishes for the next year (M12)."""

    GO_ON = "go_on", _("go on")
    GO_ON_IF = "go_on_if", _("go on, if something changes")
    UNSURE = "unsure", _("not sure yet")
    STOP = "stop", _("stop")


class NameShown(models.TextChoices):
    """How a person wishes to be named in public."""

    FULL = "full", _("full name")
    FIRST = "first", _("first name only")
    NONE = "none", _("no name")


MEMBERSHIP_MOVES = {
    MembershipStatus.NOMINATED: {MembershipStatus.ACTIVE, MembershipStatus.ENDED},
    MembershipStatus.ACTIVE: {MembershipStatus.ENDED},
    MembershipStatus.ENDED: set(),
}
# A membership that ended by mistake is restored within the day, and only by undoing its end.
RESTORING_MOVES = {MembershipStatus.ENDED: {MembershipStatus.ACTIVE}}
CALL_MOVES = {
    CallStatus.OPEN: {CallStatus.FILLED, CallStatus.ENDED},
    CallStatus.FILLED: set(),
    CallStatus.ENDED: set(),
}
APPLICATION_MOVES = {
    ApplicationStatus.RECEIVED: {
        ApplicationStatus.NOMINATED,
        ApplicationStatus.DECLINED,
        ApplicationStatus.WITHDRAWN,
    },
    ApplicationStatus.NOMINATED: set(),
    ApplicationStatus.DECLINED: set(),
    ApplicationStatus.WITHDRAWN: set(),
}
ENDING_MOVES = {
    EndingStatus.WAITING: {EndingStatus.MADE, EndingStatus.WITHDRAWN},
    EndingStatus.MADE: {EndingStatus.UNDONE},
    EndingStatus.WITHDRAWN: set(),
    EndingStatus.UNDONE: set(),
}
REVIEW_MOVES = {
    ReviewStatus.OPEN: {ReviewStatus.DECIDED, ReviewStatus.WITHDRAWN},
    ReviewStatus.DECIDED: set(),
    ReviewStatus.WITHDRAWN: set(),
}
INTEREST_MOVES = {InterestStatus.CURRENT: {InterestStatus.ENDED}, InterestStatus.ENDED: set()}

DAY = dt.timedelta(days=1)
APPLICATION_PREFIX = "SEAT"
NEW_FOR_MONTHS = 6  # for so long somebody is reminded of their induction
TERM_ANNOUNCED_MONTHS = 3
LONGEST_TERM_MONTHS = 120

ENDING_OF = {ReviewOutcome.STEP_DOWN: EndingKind.ASKED, ReviewOutcome.VACATED: EndingKind.DECIDED}
NAMED_CONSTITUENCIES = (  # M1: (name, is it on the council's side)
    (_("Parents and carers"), False),
    (_("Parent-led and independent groups"), False),
    (_("Schools and early years"), False),
    (_("Line management of the service"), True),
    (_("Council services for children, young people and families"), True),
    (_("Health services"), False),
    (_("Other partners of the council"), True),
)


def a_year_before(day: dt.date) -> dt.date:
    """Return the same day of the year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else dt.date(day.year - 1, 2, 28)


def term_announced_on(ends_on: dt.date) -> dt.date:
    """Return the day from which the end of a term of office is announced: three months before."""
    return months_before(ends_on, TERM_ANNOUNCED_MONTHS)


def term_to_announce_by(today: dt.date) -> dt.date:
    """Return the last day of the terms of office whose end is announced by today."""
    ends_on = months_after(today, TERM_ANNOUNCED_MONTHS)
    while term_announced_on(ends_on + DAY) <= today:  # 30 November announces 28 February and, with it, 1 March's month
        ends_on += DAY
    return ends_on


def vacancies(
    opened_on: dt.date, closed_on: dt.date | None, held: Iterable[tuple[dt.date, dt.date | None]]
) -> list[tuple[dt.date, dt.date | None]]:
    """Return when nobody held a seat, as (first day, last day or None while it lasts); `held` as (from, until).

    The day on which one holder leaves and the next one begins is no vacancy, nor is the day after.
    """
    gaps: list[tuple[dt.date, dt.date | None]] = []
    free_from: dt.date | None = opened_on
    for starts_on, ends_on in sorted(held, key=lambda span: (span[0], span[1] or dt.date.max)):
        if free_from is not None and starts_on > free_from:
            gaps.append((free_from, starts_on - DAY))
        if free_from is not None:
            free_from = None if ends_on is None else max(free_from, ends_on + DAY)
    if free_from is not None and (closed_on is None or free_from <= closed_on):
        gaps.append((free_from, closed_on))
    return gaps


def is_confirmed(confirmed_on: dt.date | None, today: dt.date) -> bool:
    """Say whether the register was confirmed within the last twelve months (M8: every year)."""
    return confirmed_on is not None and confirmed_on > a_year_before(today)


def confirmation_due(confirmed_on: dt.date | None, joined_on: dt.date) -> dt.date:
    """Return the day to confirm the register by: a year after the last time, or two weeks after joining."""
    if confirmed_on is None:
        return joined_on + dt.timedelta(days=14)
    if (confirmed_on.month, confirmed_on.day) == (2, 29):
        return dt.date(confirmed_on.year + 1, 3, 1)
    return confirmed_on.replace(year=confirmed_on.year + 1)


def reminder_on(due_on: dt.date, today: dt.date) -> int:
    """Return which reminder is due: the first two weeks before the day, the second four weeks after it; 0 for none."""
    if today >= due_on + dt.timedelta(days=28):
        return 2
    return 1 if today >= due_on - dt.timedelta(days=14) else 0


def empty_since(last_left_on: dt.date | None, opened_on: dt.date) -> dt.date:
    """Return the first day on which nobody held a seat or spoke for a constituency.

    That is the day after its last holder's last day, or the day it opened.
    """
    return last_left_on + DAY if last_left_on else opened_on


def is_at_arms_length(council_seats: int, seats: int, share: float) -> bool:
    """Say whether the council's side holds at most its share of the seats (P2)."""
    return council_seats <= seats * share


def needs_second_person(kind: str, *, is_under_review: bool) -> bool:
    """Say whether an end may take something from its holder: they did not ask for it, or a review of it is open."""
    return kind != EndingKind.ASKED or is_under_review


def ending_applies_at(
    kind: str, asked_at: dt.datetime, earliest: dt.datetime, others: int, *, is_under_review: bool
) -> dt.datetime | None:
    """Return when a membership ends: at the earliest, or after a day's wait where nobody else can agree to it.

    None where a second person has to agree first.
    """
    if not needs_second_person(kind, is_under_review=is_under_review):
        return earliest
    return None if others else max(earliest, asked_at + WAIT)


def can_be_undone(ended_at: dt.datetime, now: dt.datetime) -> bool:
    return now < ended_at + WAIT


def check_not_later(day: dt.date, today: dt.date, field: str) -> None:
    """Raise DomainError for a date in the future: the register records what has happened."""
    if day > today:
        raise DomainError(_("This date is in the future. Choose today or an earlier date."), field=field)


def check_end_of_dispute(ends_on: dt.date, today: dt.date) -> None:
    """Raise DomainError for a day that has passed, or so far ahead that nobody would think of it any more."""
    if ends_on < today:
        raise DomainError(_("This date has passed. Choose today or a later date."), field="ends_on")
    if a_year_before(ends_on) > today:
        raise DomainError(_("Choose a day within a year. You can tell us again then."), field="ends_on")


def check_order(first: dt.date | None, last: dt.date, field: str) -> None:
    """Raise DomainError where something would end before it began."""
    if first is not None and last < first:
        raise DomainError(_("This is before the start date."), field=field)


def check_attended(last_attended_on: dt.date | None, ends_on: dt.date) -> None:
    """Raise DomainError where a membership would end before a meeting its holder came to."""
    if last_attended_on is not None and ends_on < last_attended_on:
        raise DomainError(
            _("They came to the meeting of %(day)s as a member, so their last day cannot be before it.")
            % {"day": in_words(last_attended_on)},
            field="ends_on",
        )


def check_year(year: int, today: dt.date) -> None:
    """Raise DomainError for a yearly review of another year than this one, the last or the next."""
    if abs(year - today.year) > 1:
        raise DomainError(_("Choose this year, the last or the next."), field="year")


def check_proposal(proposal: str, wish: str, note: str) -> None:
    """Raise DomainError for a proposal that says of a member what they have not said, or support without words."""
    if proposal == ReviewOutcome.STEP_DOWN and wish != Wish.STOP:
        words = _("They have not said that they want to stop. If the group decides it, choose “seat vacated”.")
        raise DomainError(words, field="proposal")
    check_note(proposal, note)


def check_apply_by(apply_by_on: dt.date, today: dt.date) -> None:
    """Raise DomainError for a last day to apply that is over, or more than a year ahead."""
    if apply_by_on < today:
        raise DomainError(_("This date is over. Choose today or a later date."), field="apply_by_on")
    if apply_by_on > months_after(today, 12):
        raise DomainError(_("This is more than a year ahead. Check the year."), field="apply_by_on")


def check_term(starts_on: dt.date, ends_on: dt.date) -> None:
    """Raise DomainError for a term of office that would end before its second day, or after more than ten years."""
    if ends_on <= starts_on:
        words = _("The term began on %(day)s. Choose a later day.")
        raise DomainError(words % {"day": in_words(starts_on)}, field="ends_on")
    if ends_on > months_after(starts_on, LONGEST_TERM_MONTHS):
        raise DomainError(_("A term of office can be ten years at most. Check the year."), field="ends_on")


def check_note(outcome: str, note: str) -> None:
    """Raise DomainError where support was agreed but not described (M11)."""
    if outcome == ReviewOutcome.SUPPORT and not note.strip():
        raise DomainError(_("Give the support that was agreed."), field="note")
