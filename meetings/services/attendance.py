"""Records attendance, confirms meetings as held and corrects attendance afterwards (M10, M11)."""

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from issues.services.themes import set_present_by
from meetings.models import Attendance, InAttendance
from meetings.rules import ATTENDED, IS_OFF, WAS_HELD, AttendanceRecord, MeetingStatus, check_substitute
from meetings.services.absences import recompute_absences
from meetings.services.deadlines import present_by
from meetings.services.telling import people_not_told
from meetings.transitions import MEETING
from meetings.warnings import twice_warnings
from members.models import Membership

COPIED = ("name", "role_title", "affiliation", "constituency")
RECORDED = ("record", "substitute_name", "reason", "was_invited")


def expected_memberships(meeting):
    """Return the memberships that need an attendance record: those held on the day of the meeting (M11)."""
    held = Membership.objects.held_on(meeting.on)
    return held.select_related("person", "seat__constituency").order_by(
        "seat__constituency__order", "seat__title", "person__name"
    )


def _as_that_day(membership):
    """Return name, role and affiliation to copy onto the record."""
    return {
        "name": membership.person.name,
        "role_title": membership.role_title,
        "affiliation": "; ".join(filter(None, [membership.affiliation, membership.second_affiliation])),
        "constituency": membership.seat.constituency.name,
    }


@transaction.atomic
def record_attendance(meeting, records, *, by, now=None, not_invited=()):
    """Save {membership id: (record, substitute name, reason)} until the meeting is confirmed; empty ones are deleted.

    `not_invited` names memberships that were not asked to come: for them the meeting does not count (M11). Raises
    DomainError for somebody who held no seat that day, for a substitute without a name, for an absence from a meeting
    that nobody told them of, and after confirming.
    """
    meeting = locked(meeting)
    if meeting.status != MeetingStatus.AGENDA_PUBLISHED:
        raise DomainError(
            _(
                "Attendance can only be recorded after the agenda is "
                "published and before the meeting is confirmed as held."
            )
        )
    expected = {membership.pk: membership for membership in expected_memberships(meeting)}
    there = {row.membership_id: row for row in meeting.attendance.all()}
    not_told = people_not_told(meeting)
    for membership_id, (record, substitute_name, reason) in records.items():
        if membership_id not in expected:
            raise DomainError(_("Someone on this list did not hold a seat on the day of the meeting."))
        row = there.get(membership_id)
        if not record:
            if row:
                row.delete()
            continue
        check_substitute(record, substitute_name)
        row = row or Attendance(meeting=meeting, membership_id=membership_id)
        row.record = AttendanceRecord(record)
        row.substitute_name = substitute_name if record == AttendanceRecord.SUBSTITUTE else ""
        row.reason, row.was_invited = reason, membership_id not in not_invited
        _check_invited(row, expected[membership_id].person, not_told)
        for name, value in _as_that_day(expected[membership_id]).items():
            setattr(row, name, value)
        there[membership_id] = row
    _save([there[pk] for pk, (record, *_rest) in records.items() if record])
    audit.record("record_attendance", meeting, by, now=now, records=len(records))
    return meeting


def _check_invited(row, person, not_told):
    """Raise DomainError for an absence without apology from a meeting that nobody told somebody of (M11)."""
    if row.was_invited and row.record == AttendanceRecord.ABSENT and person.pk in not_told:
        raise DomainError(
            _(
                "Nobody told %(name)s of this meeting, so it does not count for them. Choose “was not invited”, "
                "or first record how they were told."
            )
            % {"name": person.name}
        )


def _save(rows):
    Attendance.objects.bulk_create([row for row in rows if row.pk is None])
    Attendance.objects.bulk_update([row for row in rows if row.pk], [*RECORDED, *COPIED])


def takes_others(meeting):
    """Say whether people in attendance can still be added: not cancelled, and minutes not approved."""
    return meeting.status not in IS_OFF and meeting.status != MeetingStatus.APPROVED


@transaction.atomic
def add_in_attendance(meeting, name, *, by, now=None, role_title="", affiliation="", person=None):
    """Add someone in attendance who does not hold a seat: an officer, an observer, a visitor."""
    meeting = locked(meeting)
    if not takes_others(meeting):
        raise DomainError(_("The attendance register of this meeting is closed."))
    if not name.strip():
        raise DomainError(_("Give a name; a first name is enough."), field="name")
    row = InAttendance.objects.create(
        meeting=meeting, person=person, name=name.strip(), role_title=role_title, affiliation=affiliation
    )
    audit.record("add_in_attendance", row, by, now=now)
    return row


@transaction.atomic
def remove_in_attendance(row, *, by, now=None):
    meeting = locked(row.meeting)
    if not takes_others(meeting):
        raise DomainError(_("The attendance register of this meeting is closed."))
    audit.record("remove_in_attendance", row, by, now=now)
    row.delete()
    return meeting


def register_warnings(meeting):
    """Return warnings about people listed twice: under two records, or as a member and in attendance."""
    entries = []
    for row in meeting.attendance.all():
        entries.append((AttendanceRecord(row.record).label, row.name))
        if row.substitute_name:
            entries.append((_("substitute for %(name)s") % {"name": row.name}, row.substitute_name))
    return twice_warnings(entries + [(_("in attendance"), other.name) for other in meeting.others.all()])


def missing_records(meeting):
    """Return the names of seat holders without an attendance record yet."""
    recorded = set(meeting.attendance.values_list("membership_id", flat=True))
    return [one.person.name for one in expected_memberships(meeting) if one.pk not in recorded]


def check_all_recorded(meeting):
    """Raise DomainError unless every membership held that day has a record (M11)."""
    missing = missing_records(meeting)
    if missing:
        raise DomainError(_("Attendance not recorded yet for: %(names)s.") % {"names": ", ".join(missing)})


@transaction.atomic
def confirm_held(meeting, *, by, now=None):
    """Confirm that a meeting was held and who came; from then on it counts (M11).

    Demands a record for every membership held that day, and that the meeting has begun. What it heard is to be
    presented to the agencies by a date that is stored with the issues.
    """
    MEETING.ready(meeting, MeetingStatus.HELD)
    if meeting.starts_at > (now or clock.now()):
        raise DomainError(_("This meeting has not begun yet."))
    check_all_recorded(meeting)
    MEETING.move(meeting, MeetingStatus.HELD, by=by, now=now)
    set_last_attended(meeting.attendance.values("membership"))
    themes = meeting.items.filter(theme__isnull=False).values_list("theme_id", flat=True)
    set_present_by(list(themes), present_by(meeting))
    recompute_absences(by=by, now=now)
    return meeting


def set_last_attended(memberships):
    """Store with each membership the day of the last meeting its holder came to; it cannot end before that (M11)."""
    came = Attendance.objects.filter(membership=OuterRef("pk"), record__in=ATTENDED, meeting__status__in=WAS_HELD)
    last = came.order_by("-meeting__starts_at").annotate(on=TruncDate("meeting__starts_at")).values("on")[:1]
    Membership.objects.filter(pk__in=memberships).update(last_attended_on=Subquery(last))


@transaction.atomic
def correct_attendance(
    attendance, record, *, by, now=None, substitute_name="", reason="", was_invited=None, amendment=""
):
    """Correct one line of a confirmed register and recount absences (M11).

    A review that is no longer justified and not yet decided is withdrawn; another may follow. Once the minutes are
    approved it says what is amended and why: see `approval.amend_attendance`, which keeps the version.
    """
    meeting = locked(attendance.meeting)
    if not meeting.was_held:
        raise DomainError(_("This meeting has not been confirmed as held. Change its attendance register instead."))
    if meeting.status == MeetingStatus.APPROVED and not amendment.strip():
        raise DomainError(_("Say what has been amended, and why."), field="amendment")
    check_substitute(record, substitute_name)
    row = locked(attendance)
    row.meeting = meeting
    before = row.record
    row.record = AttendanceRecord(record)
    row.substitute_name = substitute_name if record == AttendanceRecord.SUBSTITUTE else ""
    row.reason = reason
    row.was_invited = row.was_invited if was_invited is None else was_invited
    _check_invited(row, row.membership.person, people_not_told(meeting))
    row.save(update_fields=list(RECORDED))
    set_last_attended([row.membership_id])
    audit.record("correct_attendance", row, by, now=now, reason=reason, before=before, after=record)
    recompute_absences(by=by, now=now)
    return row
