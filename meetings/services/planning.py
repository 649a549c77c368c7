"""Plans, changes, postpones and cancels meetings (T1 to T3)."""

from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.rules import check_open
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.slugs import free_slug, slug_of
from meetings.models import Meeting, Sitting
from meetings.rules import (
    IS_OFF,
    TO_COME,
    MeetingKind,
    MeetingStatus,
    QuestionStatus,
    check_no_link,
    check_passed,
    check_times,
)
from meetings.services.reading import write_guests
from meetings.services.standing_items import place_reviews, place_waiting, set_standing_items
from meetings.services.telling import tell_change
from meetings.transitions import MEETING
from meetings.warnings import date_warnings

DECIDED = {"starts_at", "venue", "format"}
PLACE = ("format", "venue", "how_to_join", "access_notes", "getting_help", "decided_by_group")
KNOWN = frozenset(PLACE)


def planning_warnings(dates, *, year=None, besides=None):
    """Return warnings about {kind: starts_at}, which do not block (T1, T3)."""
    rows = Meeting.objects.exclude(status__in=IS_OFF).exclude(pk=besides.pk if besides else None)
    others = [(one.title, one.on) for one in rows]
    warnings = []
    for kind, starts_at in dates.items():
        day = clock.london(starts_at).date()
        warnings += date_warnings(kind, day, year=year, others=others)
        others.append((str(MeetingKind(kind).label), day))
    return warnings


def _short(slug, longest=40):
    """Return the first words of a slug, or "additional" where a purpose has no letters that fit into one."""
    whole = slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return whole or "additional"


def _check_when(starts_at, ends_at, *, has_taken_place, now):
    check_times(starts_at, ends_at)
    check_passed(starts_at, now or clock.now(), has_taken_place)


def _plan(
    kind,
    year,
    starts_at,
    ends_at,
    *,
    by,
    now,
    slug,
    has_taken_place,
    has_standing_items=True,
    purpose="",
    chair=None,
    **place,
):
    _check_when(starts_at, ends_at, has_taken_place=has_taken_place, now=now)
    if not KNOWN.issuperset(place):
        raise TypeError(f"a meeting has no {sorted(set(place) - KNOWN)}")
    check_no_link(place.get("venue", ""), "venue")
    check_no_link(purpose, "purpose")
    meeting = Meeting.objects.create(
        slug=free_slug(Meeting, slug, otherwise="meeting"),
        kind=kind,
        year=year,
        purpose=purpose,
        status=MeetingStatus.SCHEDULED,
        starts_at=starts_at,
        ends_at=ends_at,
        chair=chair,
        **place,
    )
    if has_standing_items:
        set_standing_items(meeting)
    audit.record("plan_meeting", meeting, by, now=now)
    return meeting


@transaction.atomic
def plan_year(year, dates, *, by, now=None, has_taken_place=False, **place):
    """Plan the usual meetings of a year in one step (T1). `dates` is {kind: (starts_at, ends_at)}.

    Members hear of them when they are announced.

    Raises DomainError for a term that has its meeting already, where none is given, and for a date that has passed
    unless that meeting `has_taken_place`. Returns the meetings.
    """
    if not dates:
        raise DomainError(_("Give the date of at least one meeting."))
    there = Meeting.objects.filter(year=year, kind__in=dates).exclude(status=MeetingStatus.CANCELLED).first()
    if there:
        raise DomainError(_("There is already a meeting for this term: %(meeting)s.") % {"meeting": there})
    return [
        _plan(
            kind,
            year,
            starts_at,
            ends_at,
            slug=f"{kind}-{year}",
            has_taken_place=has_taken_place,
            by=by,
            now=now,
            **place,
        )
        for kind, (starts_at, ends_at) in dates.items()
    ]


@transaction.atomic
def plan_additional(purpose, starts_at, ends_at, *, by, now=None, has_taken_place=False, **place):
    """Plan an additional meeting for a specific purpose. Raises DomainError without one (T2).

    No e-mail is sent until it is announced.
    """
    purpose = " ".join(purpose.split())
    if not purpose:
        raise DomainError(_("Say what the additional meeting is for."), field="purpose")
    year = clock.london(starts_at).year
    slug = f"{_short(slug_of(Meeting, purpose))}-{year}"
    return _plan(
        MeetingKind.ADDITIONAL,
        year,
        starts_at,
        ends_at,
        slug=slug,
        purpose=purpose,
        has_taken_place=has_taken_place,
        by=by,
        now=now,
        **place,
    )


@transaction.atomic
def schedule(meeting, starts_at, ends_at, *, by, now=None, has_taken_place=False):
    """Set the date of a proposed or postponed meeting, and e-mail everyone about a future one that was announced."""
    _check_when(starts_at, ends_at, has_taken_place=has_taken_place, now=now)
    MEETING.ready(meeting, MeetingStatus.SCHEDULED)
    earlier, was_postponed = meeting.starts_at, meeting.status == MeetingStatus.POSTPONED
    new = {"starts_at": starts_at, "ends_at": ends_at, **_in_calendar(meeting, now)}
    MEETING.move(meeting, MeetingStatus.SCHEDULED, by=by, now=now, detail={"starts_at": starts_at}, **new)
    set_standing_items(meeting)
    place_reviews(by=by, now=now)
    place_waiting(now=now)
    asks_again = _forget_replies(meeting, earlier, by=by, now=now)
    if was_postponed:
        tell_change(meeting, "meetings.changed", now=now, is_new_date=True, asks_again=asks_again)
    return meeting


@transaction.atomic
def edit_meeting(meeting, starts_at, ends_at, *, by, now=None, has_taken_place=False, **place):
    """Change date, time or place of a meeting, and e-mail everyone about a future one that was announced.

    Raises DomainError once the meeting was held or called off, and for a new date that has passed unless the meeting
    `has_taken_place`.
    """
    meeting = locked(meeting)
    if meeting.status not in TO_COME:
        raise DomainError(_("Only a future meeting can be changed."))
    earlier, is_moved = meeting.starts_at, starts_at != meeting.starts_at
    _check_when(starts_at, ends_at, has_taken_place=has_taken_place or not is_moved, now=now)
    if is_moved:
        _check_move(meeting, starts_at, now=now)
    new = {"starts_at": starts_at, "ends_at": ends_at, **{name: place[name] for name in PLACE if name in place}}
    changed = sorted(name for name, value in new.items() if getattr(meeting, name) != value)
    if "venue" in changed:
        check_no_link(new["venue"], "venue")
    if not DECIDED.isdisjoint(changed):
        _check_decided(meeting, place.get("decided_by_group", meeting.decided_by_group))
    for name in changed:
        setattr(meeting, name, new[name])
    is_told = meeting.is_announced and not {"starts_at", "ends_at", "venue", "format"}.isdisjoint(changed)
    shown = _in_calendar(meeting, now) if is_told else {}
    for name, value in shown.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=[*changed, *shown])
    audit.record("edit_meeting", meeting, by, now=now, changed=changed)
    asks_again = _forget_replies(meeting, earlier, by=by, now=now)
    if is_told:
        tell_change(meeting, "meetings.changed", now=now, asks_again=asks_again)
    return meeting


def _in_calendar(meeting, now):
    """Return the fields by which programs that have a meeting in their calendar see that it changed."""
    return {"calendar_sequence": meeting.calendar_sequence + 1, "calendar_changed_at": now or clock.now()}


def _check_decided(meeting, words):
    """Raise DomainError where the group is said to have decided what has been changed since."""
    if words.strip() and words.casefold().split() == meeting.decided_by_group.casefold().split():
        message = _("This was said of what it was before. Say where the group decided the change, or leave it blank.")
        raise DomainError(message, field="decided_by_group")


def _check_move(meeting, starts_at, *, now):
    """Raise DomainError where members wait for a meeting that is made a past one."""
    moment = now or clock.now()
    if meeting.is_announced and meeting.starts_at > moment >= starts_at:
        words = _("Members were told of this meeting, and it is still to come. Cancel it, and record the other one.")
        raise DomainError(words, field="has_taken_place")


def _forget_replies(meeting, earlier, *, by, now):
    """Delete replies for the earlier day and hour of a meeting when either changes (M10, M11).

    Returns whether members must be asked again. A past date that is corrected keeps its register.
    """
    if meeting.starts_at == earlier or meeting.starts_at <= (now or clock.now()):
        return False
    replies, _by_model = meeting.replies.all().delete()
    records, _by_model = meeting.attendance.all().delete()
    write_guests()
    if replies or records:
        audit.record("forget_replies", meeting, by, now=now, replies=replies, records=records, moment=earlier)
    return True


def _call_off(meeting, target, reason, *, by, now):
    """Postpone or cancel: update the calendar, and move reviews to the next agenda."""
    MEETING.ready(meeting, target)
    if not reason.strip():
        raise DomainError(_("Give a reason. Everyone can read it."), field="reason")
    reason = " ".join(reason.split())[:250]
    fields = {"status_reason": reason, **_in_calendar(meeting, now)}
    MEETING.move(meeting, target, by=by, now=now, detail={"reason": reason}, **fields)
    place_reviews(by=by, now=now)
    place_waiting(now=now)
    write_guests()
    return meeting


@transaction.atomic
def postpone(meeting, reason, *, by, now=None):
    """Postpone a meeting and e-mail everyone why, if it was announced; its agenda must be published again."""
    if meeting.status in TO_COME and meeting.starts_at <= (now or clock.now()):
        raise DomainError(_("The time of this meeting has passed. Cancel it if it was not held."))
    meeting = _call_off(meeting, MeetingStatus.POSTPONED, reason, by=by, now=now)
    tell_change(meeting, "meetings.postponed", now=now)
    return meeting


@transaction.atomic
def cancel(meeting, reason, *, by, now=None):
    """Cancel a meeting and e-mail everyone why, if it was announced; it does not count towards absences (M11).

    Raises DomainError where a public question was answered at it: then the meeting took place.
    """
    if meeting.questions.filter(status=QuestionStatus.ANSWERED_THERE).exists():
        raise DomainError(_("A public question was answered at this meeting, so it took place. Record who came."))
    meeting = _call_off(meeting, MeetingStatus.CANCELLED, reason, by=by, now=now)
    tell_change(meeting, "meetings.cancelled", now=now)
    return meeting


@transaction.atomic
def set_chair(meeting, person, *, by, now=None, decided_by_group=None):
    """Set the chair of a meeting, member or not but with no closed account, and where the group decided it (T3)."""
    meeting = locked(meeting)
    if person is not None and person != meeting.chair:
        check_open(person.user, "person")
    if meeting.status in IS_OFF or meeting.status == MeetingStatus.APPROVED:
        raise DomainError(_("The chair of this meeting can no longer be changed."))
    if decided_by_group is not None and meeting.was_held and decided_by_group.strip() != meeting.decided_by_group:
        words = _("What the group decided before this meeting can no longer be changed. Write it in the minutes.")
        raise DomainError(words, field="decided_by_group")
    if decided_by_group is not None and not meeting.was_held and meeting.chair and meeting.chair != person:
        _check_decided(meeting, decided_by_group)
    meeting.chair = person
    if decided_by_group is not None:
        meeting.decided_by_group = decided_by_group
    meeting.save(update_fields=["chair", "decided_by_group"])
    audit.record("set_chair", meeting, by, now=now, chair=person.name if person else "")
    return meeting


@transaction.atomic
def record_sittings(meeting, sittings, *, by, now=None):
    """Record the sitting times of a held meeting as [(starts_at, ends_at), ...].

    Raises DomainError where two parts overlap, or one ends before it starts, and once the minutes are approved.
    """
    meeting = locked(meeting)
    if meeting.is_approved:
        raise DomainError(_("The minutes are approved, so the times of this meeting stay as they are."))
    sittings = sorted(sittings)
    for starts_at, ends_at in sittings:
        check_times(starts_at, ends_at)
    if any(later[0] < earlier[1] for earlier, later in pairwise(sittings)):
        raise DomainError(_("Two parts of the meeting overlap."))
    meeting.sittings.all().delete()
    Sitting.objects.bulk_create(Sitting(meeting=meeting, starts_at=start, ends_at=end) for start, end in sittings)
    audit.record("record_sittings", meeting, by, now=now, sittings=sittings)
    return meeting
