"""Figures of the group: members by constituency, meetings, attendance and resolutions."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy

from accounts.figures import who_spoke
from accounts.services.settings import get_setting
from common import figures
from common.figures import share
from meetings.models import Attendance, Meeting, PublicQuestion, Resolution
from meetings.rules import ATTENDED, AttendanceRecord, MeetingStatus
from meetings.shown_names import Names
from members.figures import holders_at_end
from members.models import Constituency, Membership
from members.rules import NameShown

CAME = Q(record__in=ATTENDED)
SUBSTITUTE = Q(record=AttendanceRecord.SUBSTITUTE)


def members_in(period):
    """Return the memberships of a period, including people who joined or left during it."""
    rows = Membership.objects.filter(starts_on__lte=period.end).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=period.start)
    )
    return rows.select_related("person", "seat__constituency").order_by(
        "seat__constituency__order", "seat__constituency__name", "seat__title", "starts_on", "pk"
    )


@figures.figure("members", gettext_lazy("members who held a seat in the period"), rows=members_in)
def members(period, _figures):
    """Return the members of the period ordered by constituency, not rank (M3).

    Each is named as they chose. Who came how often is shown by constituency, not by person: a volunteer's absences are
    between them and the group (M11).
    """
    names = Names(is_inside=False)
    return [_member(row, names, period) for row in members_in(period)]


def _member(row, names, period):
    is_named = names.only_numbers or row.person.name_shown != NameShown.NONE
    return {
        "name": names.of(row.person) if is_named else "",
        "constituency": row.seat.constituency.name,
        "from": [] if names.hides(row.person) else row.public_affiliations,
        "since": row.starts_on.isoformat(),
        "until": row.ends_on.isoformat() if row.ends_on and row.ends_on < period.end else "",
    }


def _records(period):
    """Return the register of the meetings held in a period, of those who were invited."""
    return Attendance.objects.filter(meeting__in=held_in(period), was_invited=True)


def held_in(period):
    """Return the meetings held in a period."""
    return Meeting.objects.held_in(period)


@figures.figure("constituencies", gettext_lazy("those invited to the meetings held in the period"), rows=_records)
def constituencies(period, _figures):
    """Return each constituency with its seats at the end of the period, and its attendance in it (M1, P3).

    A seat that two people share is one seat. The register keeps a constituency by the name it had that day.
    """
    counts = {"came": Count("pk", filter=CAME), "substitutes": Count("pk", filter=SUBSTITUTE), "of": Count("pk")}
    rows = _records(period).order_by().values("constituency").annotate(**counts)
    attended = {row["constituency"]: row for row in rows}
    holders = {}
    for membership in holders_at_end(period).select_related("seat"):
        holders.setdefault(membership.seat.constituency_id, []).append(membership)
    seats = Q(seats__opened_on__lte=period.end) & (
        Q(seats__closed_on__isnull=True) | Q(seats__closed_on__gt=period.end)
    )
    rows = Constituency.objects.annotate(open_seats=Count("seats", filter=seats, distinct=True)).order_by(
        "order", "name"
    )
    return [_constituency(row, holders.get(row.pk, []), attended.get(row.name, {})) for row in rows]


def _constituency(row, holders, attended):
    came, of = attended.get("came", 0), attended.get("of", 0)
    seats = max(row.target_seats, row.open_seats)
    held = len({membership.seat_id for membership in holders})
    return {
        "name": row.name,
        "seats": seats,
        "held": held,
        "members": len(holders),
        "vacant": max(seats - held, 0),
        "came": came,
        "substitutes": attended.get("substitutes", 0),
        "of": of,
        "share": share(came, of),
    }


@figures.figure("meetings", gettext_lazy("meetings held in the period"), rows=held_in)
def meetings(period, figures_of_period):
    """Return the meetings held, with how many came (T1, T2), and what was resolved where the minutes are public (V12).

    A meeting belongs to the period in which it took place, whenever its register and its minutes were finished.
    Some commitments of the period follow from a resolution.
    """
    invited = Q(attendance__was_invited=True)
    rows = held_in(period).annotate(
        came=Count("attendance", filter=invited & Q(attendance__record__in=ATTENDED)),
        apologies=Count("attendance", filter=invited & Q(attendance__record=AttendanceRecord.APOLOGIES)),
        substitutes=Count("attendance", filter=invited & Q(attendance__record=AttendanceRecord.SUBSTITUTE)),
        absent=Count("attendance", filter=invited & Q(attendance__record=AttendanceRecord.ABSENT)),
    )
    resolved = _resolutions(period, {row["reference"]: row for row in figures_of_period["commitments"]})
    return [
        {
            "name": row.title,
            "kind": row.kind,
            "on": row.on.isoformat(),
            "came": row.came,
            "apologies": row.apologies,
            "substitutes": row.substitutes,
            "absent": row.absent,
            "is_approved": row.status == MeetingStatus.APPROVED,
            "resolved": resolved.get(row.pk, []),
        }
        for row in rows.order_by("starts_at")
    ]


def _resolutions(period, promised):
    """Return {meeting: what it resolved in public}; the same words about several items are given once.

    Resolutions are public with the approved minutes; what the private part resolved never is.
    """
    approved = held_in(period).filter(status=MeetingStatus.APPROVED)
    rows = Resolution.objects.filter(item__is_private=False, item__meeting__in=approved)
    found = {}
    for row in rows.select_related("item", "commitment").order_by("item__number", "number"):
        follows = promised.get(row.commitment.reference) if row.commitment else None
        same_words = (row.text, follows["owner"] if follows else "", follows["state"] if follows else "")
        about = found.setdefault(row.item.meeting_id, {}).setdefault(same_words, [])
        if row.item.title not in about:
            about.append(row.item.title)
    return {
        meeting: [
            {"text": text, "owner": owner, "state": state, "about": about}
            for (text, owner, state), about in resolved.items()
        ]
        for meeting, resolved in found.items()
    }


def asked_in(period):
    """Return the questions that were put to meetings in a period."""
    return PublicQuestion.objects.filter(received_on__gte=period.start, received_on__lte=period.end)


@figures.figure("who_asked", gettext_lazy("questions put to meetings in the period"), rows=asked_in)
def who_asked(period, _figures):
    """Return how many questions were put to meetings, and who asked them, as far as they said (V11)."""
    return who_spoke(asked_in(period), get_setting("small_number", on=period.end))
