"""States, deadlines and checks of meetings (terms T1 to T3, M8 to M11); `absence.py` counts absences."""

import datetime as dt
import re
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from common.tones import Tone, TonedChoices
from common.working_days import add_working_days, clear_days_before

# An address as people paste it, with or without its beginning: https://meet.example/a, meet.example/a.
LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)\S*|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)


class MeetingKind(models.TextChoices):
    SPRING = "spring", _("Spring")
    SUMMER = "summer", _("Summer")
    AUTUMN = "autumn", _("Autumn")
    ADDITIONAL = "additional", _("Additional")


class MeetingStatus(TonedChoices):
    PROPOSED = "proposed", Tone.WAIT, _("proposed")
    SCHEDULED = "scheduled", Tone.INFO, _("scheduled")
    AGENDA_PUBLISHED = "agenda", Tone.INFO, _("agenda published")
    HELD = "held", Tone.GOOD, _("held")
    CIRCULATED = "circulated", Tone.WAIT, _("minutes circulated")
    APPROVED = "approved", Tone.GOOD, _("minutes approved")
    CANCELLED = "cancelled", Tone.QUIET, _("cancelled")
    POSTPONED = "postponed", Tone.QUIET, _("postponed")


M = MeetingStatus
MEETING_MOVES = {
    M.PROPOSED: {M.SCHEDULED, M.CANCELLED, M.POSTPONED},
    M.SCHEDULED: {M.AGENDA_PUBLISHED, M.CANCELLED, M.POSTPONED},
    M.AGENDA_PUBLISHED: {M.HELD, M.CANCELLED, M.POSTPONED},
    M.HELD: {M.CIRCULATED},
    M.CIRCULATED: {M.APPROVED},
    M.APPROVED: set(),
    M.CANCELLED: set(),
    M.POSTPONED: {M.SCHEDULED, M.CANCELLED},
}
WAS_HELD = frozenset({M.HELD, M.CIRCULATED, M.APPROVED})
BEING_PLANNED = frozenset({M.PROPOSED, M.SCHEDULED})
TO_COME = frozenset({M.SCHEDULED, M.AGENDA_PUBLISHED})
IS_OFF = frozenset({M.CANCELLED, M.POSTPONED})
WRITING = frozenset({M.AGENDA_PUBLISHED, M.HELD, M.CIRCULATED})


class MeetingFormat(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


class ItemKind(models.TextChoices):
    DECIDE = "decide", _("to decide")
    DISCUSS = "discuss", _("to discuss")
    NOTE = "note", _("to note")
    QUESTION = "question", _("question")


class PrivateKind(models.TextChoices):
    """Why an item is private, in words that anybody may read; what exactly, the group alone knows."""

    ONE_FAMILY = "one_family", _("it is about one person or family")
    CONTRACT = "contract", _("it is about prices or a contract")
    LEGAL = "legal", _("it is legal advice")
    EARLY = "early", _("it is too early to make it public")
    OTHER = "other", _("for another reason, which the group has recorded")


class Standing(models.TextChoices):
    """Items that are added to an agenda automatically, in the order of the agenda."""

    APOLOGIES = "apologies", _("Welcome and apologies")
    DECLARATIONS = "declarations", _("Declarations of interest")
    LAST_MINUTES = "last_minutes", _("Minutes of the last meeting")
    MATTERS_ARISING = "matters_arising", _("Matters arising")
    PURPOSE = "purpose", _("The purpose of this meeting")
    QUESTIONS = "questions", _("Public questions")
    REPORT = "report", _("Co-ordinator's report")
    THEME = "theme", _("Issues raised")
    OTHER_ISSUES = "other_issues", _("Other issues raised")
    REVIEW = "review", _("Membership review")


# What is resolved under these is about what the rule that put them there is about.
ABOUT_SOMETHING_ELSE = frozenset(
    {
        Standing.DECLARATIONS,
        Standing.LAST_MINUTES,
        Standing.QUESTIONS,
        Standing.THEME,
        Standing.OTHER_ISSUES,
        Standing.REVIEW,
    }
)
USUAL_ITEMS = (
    Standing.APOLOGIES,
    Standing.DECLARATIONS,
    Standing.LAST_MINUTES,
    Standing.MATTERS_ARISING,
    Standing.QUESTIONS,
    Standing.REPORT,
)
ADDITIONAL_ITEMS = (Standing.APOLOGIES, Standing.DECLARATIONS, Standing.PURPOSE, Standing.QUESTIONS)


class ReplyKind(models.TextChoices):
    ATTEND = "attend", _("I will come")
    ONLINE = "online", _("I will join online")
    PART = "part", _("I can come for part of it")
    APOLOGIES = "apologies", _("I cannot come")
    SUBSTITUTE = "substitute", _("Somebody will come for me")


class AttendanceRecord(models.TextChoices):
    PRESENT = "present", _("in the room")
    ONLINE = "online", _("online")
    PART = "part", _("for part of the meeting")
    APOLOGIES = "apologies", _("apologies")
    ABSENT = "absent", _("absent without apology")
    SUBSTITUTE = "substitute", _("a substitute came")


ATTENDED = frozenset({AttendanceRecord.PRESENT, AttendanceRecord.ONLINE, AttendanceRecord.PART})


class DeclarationStatus(TonedChoices):
    DECLARED = "declared", Tone.WAIT, _("declared")
    ACKNOWLEDGED = "acknowledged", Tone.GOOD, _("acknowledged by the group")


DECLARATION_MOVES = {
    DeclarationStatus.DECLARED: {DeclarationStatus.ACKNOWLEDGED},
    DeclarationStatus.ACKNOWLEDGED: set(),
}


class Handling(models.TextChoices):
    """What was done about a declared interest (M8)."""

    STAYED = "stayed", _("stayed")
    SPOKE = "spoke", _("spoke, took no part in deciding")
    LEFT = "left", _("left the room")


# Whoever left, or took no part in deciding, gets none of the papers of the item and approves nothing of it.
BINDING = frozenset({Handling.SPOKE, Handling.LEFT})


def check_handling(handling: str, others: Iterable[str]) -> None:
    """Raise DomainError for a handling that excludes another of the same person: who stayed did not leave (M8).

    Somebody can speak, and then leave.
    """
    for other in others:
        if (handling in BINDING) != (other in BINDING):
            raise DomainError(
                _("For the same person it is recorded already that they “%(handling)s”. Both cannot be so.")
                % {"handling": Handling(other).label},
                field="handling",
            )


TOOK_NO_PART = _(
    "An interest was declared in an item of this meeting, and you take no part in it. Someone else must do this."
)


class QuestionStatus(TonedChoices):
    RECEIVED = "received", Tone.WAIT, _("received")
    ACCEPTED = "accepted", Tone.GOOD, _("accepted")
    DECLINED = "declined", Tone.LATE, _("declined")
    ANSWERED_THERE = "answered_there", Tone.GOOD, _("answered at the meeting")
    ANSWERED_WRITING = "answered_writing", Tone.GOOD, _("answered in writing")
    NOT_OURS = "not_ours", Tone.QUIET, _("not for this service")


Q = QuestionStatus
QUESTION_MOVES = {
    Q.RECEIVED: {Q.ACCEPTED, Q.DECLINED},
    Q.ACCEPTED: {Q.ANSWERED_THERE, Q.ANSWERED_WRITING, Q.NOT_OURS},
    Q.DECLINED: set(),
    Q.ANSWERED_THERE: set(),
    Q.ANSWERED_WRITING: set(),
    Q.NOT_OURS: set(),
}


def usual_terms(year: int) -> dict[MeetingKind, dt.date]:
    """Return the months in which a year's three usual meetings fall (T1): {kind: first day of its term}."""
    return {
        MeetingKind.SPRING: dt.date(year, 1, 1),
        MeetingKind.SUMMER: dt.date(year, 5, 1),
        MeetingKind.AUTUMN: dt.date(year, 9, 1),
    }


def papers_due(meeting_on: dt.date, days: int) -> dt.date:
    """Return the last day for agenda and papers: `days` clear working days lie between it and the meeting."""
    return clear_days_before(meeting_on, days)


def questions_due(meeting_on: dt.date, days: int) -> dt.date:
    """Return the last day for public questions, in clear working days before the meeting (V11)."""
    return clear_days_before(meeting_on, days)


def minutes_due(meeting_on: dt.date, days: int) -> dt.date:
    """Return the day by which draft minutes are due: working days after the meeting, which is day 0."""
    return add_working_days(meeting_on, days)


def present_by(meeting_on: dt.date, days: int) -> dt.date:
    """Return the day by which what a meeting heard is to be presented to the agency: working days after it."""
    return add_working_days(meeting_on, days)


def check_times(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """Raise DomainError unless a meeting ends after it starts, on the same or the next day."""
    if ends_at <= starts_at:
        raise DomainError(_("The meeting must end after it starts."), field="ends")
    if ends_at - starts_at > dt.timedelta(hours=24):
        raise DomainError(_("A meeting can last a day at most. Plan a second meeting instead."), field="ends")


def check_no_link(words: str, field: str) -> None:
    """Raise DomainError for a link in words that everybody reads: how to join is for members alone."""
    if LINK.search(words):
        message = _("Everyone can read this. Give the link under “How to join online”, which only members see.")
        raise DomainError(message, field=field)


def check_passed(starts_at: dt.datetime, now: dt.datetime, has_taken_place: bool) -> None:
    """Raise DomainError for a past moment unless the meeting has taken place.

    Recording a meeting afterwards is allowed, but a mistyped year would otherwise go unnoticed.
    """
    if starts_at <= now and not has_taken_place:
        raise DomainError(
            _("This date has passed. If the meeting took place then, tick this box."),
            field="has_taken_place",
        )


def has_met(status: str, starts_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether the group has met: confirmed as held, or begun with a published agenda."""
    return status in WAS_HELD or (status == MeetingStatus.AGENDA_PUBLISHED and starts_at <= now)


def check_substitute(kind: str, name: str) -> None:
    """Raise DomainError for a substitute without a name (M10)."""
    if kind == "substitute" and not name.strip():
        raise DomainError(_("Give the name of the substitute."), field="substitute_name")


def check_approver(by: AbstractBaseUser | None, last_by: int | None) -> None:
    """Raise DomainError if minutes would be approved by their last editor, or by no one."""
    if by is None or by.pk == last_by:
        raise DomainError(_("You were the last to edit these minutes. Someone else must record the approval."))


def check_takes_part(is_bound: bool) -> None:
    """Raise DomainError if somebody who took no part in an item would approve its minutes (M8)."""
    if is_bound:
        raise DomainError(TOOK_NO_PART)


def sat_for(sittings: Iterable[tuple[dt.datetime, dt.datetime]]) -> tuple[int, int]:
    """Return (sitting, elapsed) in minutes for [(start, end), ...]; a pause between two sittings is not sat."""
    sitting = sum((end - start for start, end in sittings), dt.timedelta())
    elapsed = max(end for _start, end in sittings) - min(start for start, _end in sittings)
    return sitting // dt.timedelta(minutes=1), elapsed // dt.timedelta(minutes=1)


ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """Return (i), (ii), (iii): how resolutions under an item are numbered (V12)."""
    numeral = ""
    for value, letters in ROMAN:
        while number >= value:
            numeral += letters
            number -= value
    return f"({numeral})"
