"""How people sign in, and what a grant of a role must satisfy. Nothing here looks at the database or the clock."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.roles import SIGNS_IN_WITH_SECOND_FACTOR, Role
from common.errors import DomainError
from common.months import months_after, whole_months_after
from common.tones import Tone, TonedChoices

LINK_LIFETIME = dt.timedelta(hours=1)
# The roles without which nobody could run the portal any more.
KEYS = (Role.ADMINISTRATOR, Role.COORDINATOR)
# Roles that one administrator alone does not give: each acts, or reads what is private. A member's follows a seat.
POWERFUL_ROLES = frozenset(Role) - {Role.MEMBER}
WAIT = dt.timedelta(hours=24)
# Lines of the audit trail that say only that somebody looked; every other line is part of the record.
LOOKS = frozenset({"view_contact", "take_list"})
# How long an Excel file that was made in the background lies ready, and how many of them for one person.
LIST_FILE_KEPT = dt.timedelta(hours=24)
MOST_LIST_FILES = 10
# Days that may be later when a change is made than when it was asked for, because it waited.
LATER_DAYS = frozenset({"starts_on", "on", "holds_from"})
# Wrong passwords of a day: four cost nothing, the fifth and each after it lengthen the wait (docs/safety.md).
FREE_TRIES = 5
PASSWORD_WAITS = (dt.timedelta(0),) * (FREE_TRIES - 1) + tuple(
    dt.timedelta(seconds=seconds) for seconds in (30, 60, 120, 240, 480)
)


class ChangeKind(models.TextChoices):
    EMAIL = "email", _lazy("e-mail address")
    SECOND_FACTOR = "second_factor", _lazy("authenticator app")
    ROLE = "role", _lazy("role")
    END_ROLE = "end_role", _lazy("end of a role")
    CLOSE = "close", _lazy("closed account")
    OPEN = "open", _lazy("account opened again")
    SETTING = "setting", _lazy("setting of the service")


class PendingStatus(TonedChoices):
    WAITING = "waiting", Tone.WAIT, _lazy("waiting")
    MADE = "made", Tone.GOOD, _lazy("made")
    WITHDRAWN = "withdrawn", Tone.QUIET, _lazy("withdrawn")


PENDING_MOVES: Mapping[PendingStatus, set[PendingStatus]] = {
    PendingStatus.WAITING: {PendingStatus.MADE, PendingStatus.WITHDRAWN},
}


class ComplaintStatus(TonedChoices):
    """A complaint about how somebody's data was handled (Data Protection Act 2018, section 164A)."""

    RECEIVED = "received", Tone.WAIT, _lazy("received")
    ACKNOWLEDGED = "acknowledged", Tone.GOOD, _lazy("acknowledged")
    ANSWERED = "answered", Tone.GOOD, _lazy("answered")


COMPLAINT_MOVES: Mapping[ComplaintStatus, set[ComplaintStatus]] = {
    # an answer acknowledges it too
    ComplaintStatus.RECEIVED: {ComplaintStatus.ACKNOWLEDGED, ComplaintStatus.ANSWERED},
    ComplaintStatus.ACKNOWLEDGED: {ComplaintStatus.ANSWERED},
}


def acknowledge_by(received_on: dt.date, days: int) -> dt.date:
    """Return the last day to acknowledge a complaint: within the days "beginning when it is received" (164A(2))."""
    return received_on + dt.timedelta(days=days - 1)


def check_end_of_hold(asked_by: int, by: int, ends_at: dt.datetime | None, now: dt.datetime) -> None:
    """Raise DomainError where whoever asked to end a legal hold agrees to it, and has not waited (promise 15)."""
    if asked_by == by and not (ends_at and ends_at <= now):
        raise DomainError(_("Somebody else has to agree: you asked to end this hold yourself."))


class ImportStatus(TonedChoices):
    """How far the import of a file has come."""

    READ = "read", Tone.WAIT, _lazy("columns to be confirmed")
    CHECKING = "checking", Tone.WAIT, _lazy("being checked")
    FAULTY = "faulty", Tone.LATE, _lazy("to be corrected")
    CHECKED = "checked", Tone.WAIT, _lazy("waiting to be imported")
    TAKING = "taking", Tone.WAIT, _lazy("being imported")
    IMPORTED = "imported", Tone.GOOD, _lazy("imported")
    UNDOING = "undoing", Tone.WAIT, _lazy("being undone")
    UNDONE = "undone", Tone.QUIET, _lazy("undone")
    LEFT = "left", Tone.QUIET, _lazy("not imported")


IMPORT_MOVES: Mapping[ImportStatus, set[ImportStatus]] = {
    ImportStatus.READ: {ImportStatus.CHECKING, ImportStatus.LEFT},
    ImportStatus.CHECKING: {ImportStatus.CHECKING, ImportStatus.FAULTY, ImportStatus.CHECKED, ImportStatus.LEFT},
    ImportStatus.FAULTY: {ImportStatus.CHECKING, ImportStatus.LEFT},
    ImportStatus.CHECKED: {ImportStatus.CHECKING, ImportStatus.TAKING, ImportStatus.LEFT},
    ImportStatus.TAKING: {ImportStatus.CHECKING, ImportStatus.IMPORTED, ImportStatus.LEFT},
    ImportStatus.IMPORTED: {ImportStatus.UNDOING},
    ImportStatus.UNDOING: {ImportStatus.UNDOING, ImportStatus.UNDONE},
    ImportStatus.UNDONE: {ImportStatus.UNDOING},
}
# The rows of a file are kept for a day after it was sent, and after it was imported; that long it can be undone.
ROWS_KEPT = dt.timedelta(hours=24)
# So many rows are dealt with while somebody waits; more in the background.
ROWS_AT_ONCE = 300


# Actions whose name in the code does not read as English on its own.
VERB_WORDS: Mapping[str, str] = {
    "acknowledge_complaint": "Acknowledge complaint about data",
    "add_in_attendance": "Add someone in attendance",
    "answer_complaint": "Answer complaint about data",
    "ask_to_end_hold": "Ask to end legal hold",
    "claim_issue": "Add issue to own list",
    "code_answer": "Add answer to theme",
    "confirm_held": "Confirm meeting as held",
    "confirm_transcribed": "Confirm transcript",
    "decide_hidden_issue": "Decide on issue out of sight",
    "declare": "Declare interest",
    "discard_draft": "Delete draft",
    "forget_replies": "Clear replies",
    "end_hold": "End legal hold",
    "group_issue": "Choose theme",
    "hand_complaint_to_reader": "Hand complaint about data to independent reader",
    "hide_issue": "Put issue out of sight",
    "import_rows": "Import file",
    "keep_hold": "Keep legal hold",
    "link_user": "Change sign-in",
    "move_commitment": "Change date of commitment",
    "move_up": "Move entry up",
    "note_point": "Add noted point",
    "place_review": "Add review to agenda",
    "place_hold": "Place legal hold",
    "present": "Present to agency",
    "receive_complaint": "Receive complaint about data",
    "record_member_said": "Record what the member said",
    "record_sittings": "Record sitting times",
    "record_uncounted": "Record messages not counted",
    "forget_what_was_said_privately": "Forget what was said in private",
    "remove_in_attendance": "Remove someone in attendance",
    "reply": "Reply to invitation",
    "resolve": "Add resolution",
    "restate_review": "Update meetings missed",
    "take_list": "Take list as a file",
    "take_out_review": "Remove review from agenda",
    "record_told": "Record that somebody was told",
    "say_privately": "Say something in private",
    "tell_complaint_answer": "Tell answer to complaint about data",
    "take_back_told": "Take back that somebody was told",
    "tell_two_absences": "Tell member about two absences",
    "undo_import": "Undo import",
    "undo_imported_row": "Undo imported row",
    "uncode_answer": "Remove answer from theme",
    "view_contact": "View contact details",
}


def verb_words(verb: str) -> str:
    """Return what a line of the audit trail says was done, for example "Save section" for `save_section`."""
    return VERB_WORDS.get(verb) or verb.replace("_", " ").capitalize()


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Say whether somebody with these roles signs in with a password and a second factor."""
    return not SIGNS_IN_WITH_SECOND_FACTOR.isdisjoint(roles)


def check_grant(
    role: str, agency: models.Model | None, starts_on: dt.date, ends_on: dt.date | None, position: str = ""
) -> None:
    """Raise DomainError unless the days are in order, and an officer alone has an agency, a reader alone a position."""
    if role == Role.OFFICER and agency is None:
        raise DomainError(_("Say which agency the officer answers for."), field="agency")
    if role != Role.OFFICER and agency is not None:
        raise DomainError(_("Only an officer answers for an agency."), field="agency")
    if role == Role.INDEPENDENT_READER and not position:
        words = _("Say who they are to families, for example chair of the steering group. Families read this.")
        raise DomainError(words, field="position")
    if role != Role.INDEPENDENT_READER and position:
        raise DomainError(_("Only an independent reader has a position. Leave this blank."), field="position")
    if ends_on is not None and ends_on < starts_on:
        raise DomainError(_("The last day must not be before the first."), field="ends_on")


def check_apart(role: str, held: Iterable[str]) -> None:
    """Raise DomainError where somebody would be co-ordinator and independent reader: neither reads for the other."""
    pair = {Role.COORDINATOR, Role.INDEPENDENT_READER}
    if role in pair and not (pair - {Role(role)}).isdisjoint(held):
        words = _("The co-ordinator cannot be an independent reader: issues about the service are kept from them.")
        raise DomainError(words, field="role")


def check_not_oneself(user: AbstractBaseUser, role: str, by: AbstractBaseUser | None) -> None:
    """Raise DomainError where somebody gives themselves a role: the administrator has no rights over content.

    A seat may be held by whoever runs the service, so the member's role, which follows a membership, is left out.
    """
    if role != Role.MEMBER and by is not None and by.pk == user.pk:
        raise DomainError(_("Ask another administrator: you cannot give yourself a role."), field="user")


def check_own_password(user: AbstractBaseUser, by: AbstractBaseUser | None) -> None:
    """Raise DomainError where somebody sets another's password: an administrator sends a link instead."""
    if by is not None and by.pk != user.pk:
        raise DomainError(_("Only the owner of an account sets its password. Send them an invitation."))


def check_open(user: AbstractBaseUser | None, field: str) -> None:
    """Raise DomainError where an account is closed: its owner is given nothing new."""
    if user is not None and not user.is_active:
        raise DomainError(_("Their account is closed. An administrator can open it again."), field=field)


def applies_at(asked_at: dt.datetime, others: int) -> dt.datetime | None:
    """Return when a change is made by itself: after a day where nobody else could agree to it, otherwise never."""
    return None if others else asked_at + WAIT


def check_agreement(asked_by: int, by: int, applies_at: dt.datetime | None, now: dt.datetime) -> None:
    """Raise DomainError where whoever asked for a change agrees to it, and has not waited (promise 15)."""
    if asked_by == by and not (applies_at and applies_at <= now):
        raise DomainError(_("Another administrator has to agree: you asked for this change yourself."))


def is_what_was_asked(asked: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    """Say whether what is to be done is what was asked for; some days may be later than asked, never earlier."""
    return all(
        value == asked.get(name) or (name in LATER_DAYS and str(value) > str(asked.get(name)))
        for name, value in wanted.items()
    )


def check_other_keeper(role: Role, others: int) -> None:
    """Raise DomainError where nobody else who can sign in holds a role for good (promise 15 of docs/safety.md)."""
    if not others:
        raise DomainError(
            _(
                "Nobody else can sign in as %(role)s. First give the role to another person, without a last day, and "
                "wait until they have set a password."
            )
            % {"role": role.label}
        )


def covers(starts_on: dt.date, ends_on: dt.date | None, wanted_start: dt.date, wanted_end: dt.date | None) -> bool:
    """Say whether one period holds on every day of another; no end means for ever."""
    return starts_on <= wanted_start and (ends_on is None or (wanted_end is not None and ends_on >= wanted_end))


def last_day(starts_on: dt.date, ended_on: dt.date) -> dt.date | None:
    """Return the last day a grant holds so that it is gone on `ended_on`; None where no day is left to it."""
    day_before = ended_on - dt.timedelta(days=1)
    return day_before if day_before >= starts_on else None


def is_own_address(address: str) -> bool:
    """Say whether an address to go on to (`next`) is a plain path of this portal, and no other site in disguise."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


class DataRequestKind(models.TextChoices):
    """What somebody asks of what is held about them (UK GDPR, articles 15 and 17)."""

    COPY = "copy", _lazy("a copy")
    ERASURE = "erasure", _lazy("erasure")


class DataRequestStatus(TonedChoices):
    ASKED = "asked", Tone.WAIT, _lazy("waiting for a second person")
    UNDER_WAY = "under_way", Tone.WAIT, _lazy("being carried out")
    DONE = "done", Tone.GOOD, _lazy("done")
    REFUSED = "refused", Tone.LATE, _lazy("refused")
    WITHDRAWN = "withdrawn", Tone.QUIET, _lazy("withdrawn")


DATA_REQUEST_MOVES: Mapping[DataRequestStatus, set[DataRequestStatus]] = {
    DataRequestStatus.ASKED: {DataRequestStatus.UNDER_WAY, DataRequestStatus.REFUSED, DataRequestStatus.WITHDRAWN},
    DataRequestStatus.UNDER_WAY: {DataRequestStatus.DONE, DataRequestStatus.WITHDRAWN},
}
DATA_REQUEST_PREFIX = "DATA"
# Between the last e-mail to somebody and their erasure, so that it has left the outbox by then.
LAST_EMAIL = dt.timedelta(minutes=15)
# A copy of what is held is an export: it lies ready for a day.
COPY_KEPT = dt.timedelta(hours=24)


def data_request_due(asked_on: dt.date) -> dt.date:
    """Return the day by which a request about somebody's own data is answered: within one month (article 12(3)).

    The month ends on the same day of the next, or on the last of a shorter one (Regulation 1182/71, article 3(2)(c)).
    """
    return months_after(asked_on, 1)


def data_requests_late_before(today: dt.date) -> dt.date:
    """Return the day before which a request was asked for that is late today."""
    return whole_months_after(today, -1)


def check_second_person(asked_by: object, agreed_by: object, applies_at: dt.datetime | None, now: dt.datetime) -> None:
    """Raise DomainError where somebody alone would erase another's data: a second agrees, or a day passes."""
    if asked_by == agreed_by and (applies_at is None or now < applies_at):
        raise DomainError(_("You asked for this, so somebody else has to agree."))


class HowOften(models.TextChoices):
    """How often somebody is told what is new in what they follow."""

    AT_ONCE = "at_once", _lazy("at once")
    DAILY = "daily", _lazy("once a day")
    WEEKLY = "weekly", _lazy("once a week")


# What is told together, and the field of the day on which it was last.
DIGESTS = {HowOften.DAILY: "daily_on", HowOften.WEEKLY: "weekly_on"}


# When the daily and, on Mondays, the weekly e-mail is written, in London.
DIGEST_HOUR = 7
# For how long a request to follow can be confirmed, and a link that was asked for opens.
CONFIRM_DAYS, FOLLOW_LINK_DAYS = 3, 14
# How much one request may ask for: more than this is "everything new".
MOST_FOLLOWED_AT_ONCE = 40


def digest_day(how_often: str, now_in_london: dt.datetime) -> dt.date:
    """Return the day of the newest digest that is due by now: this morning, or Monday morning, or the one before."""
    day = now_in_london.date()
    if now_in_london.hour < DIGEST_HOUR:
        day -= dt.timedelta(days=1)
    return day - dt.timedelta(days=day.weekday()) if how_often == HowOften.WEEKLY else day
