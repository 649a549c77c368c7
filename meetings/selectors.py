"""Reads what one user may see of a meeting: agenda, papers, minutes, attendance, declarations and questions."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from accounts.roles import Role, has_role
from meetings.models import Paper, Reply, Resolution
from meetings.rules import ATTENDED, WAS_HELD, AttendanceRecord, MeetingStatus
from meetings.shown_names import Names
from members.models import Membership


def is_inside(user):
    """Say whether a user is a member or co-ordinator and so sees full names, private items and draft minutes."""
    return has_role(user, Role.COORDINATOR, Role.MEMBER)


def sees_minutes(meeting, user):
    """Approved minutes are public, circulated ones for members, drafts for the co-ordinator."""
    if meeting.status == MeetingStatus.APPROVED:
        return True
    if meeting.status == MeetingStatus.CIRCULATED:
        return is_inside(user)
    return meeting.status in WAS_HELD and has_role(user, Role.COORDINATOR)


def items_of(meeting, user):
    """Return the items of an agenda that a reader may see, with their papers, notes and resolutions."""
    papers = Paper.objects.known_to(user).listed().select_related("document")
    rows = meeting.items.visible_to(user).select_related(
        "theme", "presentation", "consultation", "review__membership__person"
    )
    resolved = Prefetch("resolutions", Resolution.objects.select_related("commitment"))
    return list(rows.prefetch_related(Prefetch("papers", papers, to_attr="shown"), "noted", resolved))


@dataclass
class Line:
    """One person in the register as the reader may see them."""

    name: str
    role: str = ""
    affiliation: str = ""
    note: str = ""


@dataclass
class Constituency:
    """How a constituency was represented at a meeting."""

    name: str
    attended: int = 0
    apologies: int = 0
    absent: int = 0

    @property
    def all(self):
        return self.attended + self.apologies + self.absent

    @property
    def percent(self):
        """How many of its members attended, in whole per cent."""
        return round(100 * self.attended / self.all) if self.all else 0


@dataclass
class Register:
    """Attendance at a meeting as the reader may see it."""

    present: list[Line] = field(default_factory=list)
    apologies: list[Line] = field(default_factory=list)
    substituted: list[Line] = field(default_factory=list)
    absent: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    constituencies: list[Constituency] = field(default_factory=list)


def register_of(meeting, user):
    """Return the attendance register of a meeting in two queries."""
    inside = is_inside(user)
    names = Names(is_inside=inside)
    register, parts = Register(), {}
    lists = {
        AttendanceRecord.APOLOGIES: register.apologies,
        AttendanceRecord.SUBSTITUTE: register.substituted,
        AttendanceRecord.ABSENT: register.absent,
    }
    for row in meeting.attendance.select_related("membership__person").order_by("name", "pk"):
        if row.was_invited:
            lists.get(row.record, register.present).append(_line(row, row.membership.person, names, inside=inside))
            _count(parts.setdefault(row.constituency, Constituency(row.constituency)), row.record)
    for other in meeting.others.select_related("person"):
        hidden = names.hides(other.person)
        shown = names.of(other.person, other.name)
        register.others.append(Line(shown, "" if hidden else other.role_title, "" if hidden else other.affiliation))
    register.constituencies = list(parts.values())
    return register


def _line(row, person, names, *, inside):
    hidden = names.hides(person)
    how = row.get_record_display() if row.record in {AttendanceRecord.ONLINE, AttendanceRecord.PART} else ""
    if row.record == AttendanceRecord.SUBSTITUTE and inside:
        how = row.substitute_name
    return Line(
        names.of(person, row.name), "" if hidden else row.role_title, "" if hidden else row.affiliation, str(how)
    )


def _count(part, record):
    """A substitute represents the constituency, but the member still counts as unable to attend (M10, M11)."""
    if record in ATTENDED or record == AttendanceRecord.SUBSTITUTE:
        part.attended += 1
    elif record == AttendanceRecord.APOLOGIES:
        part.apologies += 1
    else:
        part.absent += 1


def declarations_of(meeting, user):
    """Return the declarations a reader may see, named as each person chose (M8)."""
    names = Names(is_inside=is_inside(user))
    rows = list(meeting.declarations.visible_to(user).select_related("item", "person"))
    for row in rows:
        row.shown_name = names.of(row.person, row.name)
    return rows


def chair_of(meeting, user):
    """Return the chair's name as shown to the reader, or nothing."""
    return Names(is_inside=is_inside(user)).of(meeting.chair) if meeting.chair else ""


def private_part_of(meeting):
    """Return of each private item what everybody may know: its number, the kind of reason, and since when."""
    return meeting.items.filter(is_private=True).only("meeting", "number", "private_kind", "made_private_on")


def hidden_numbers(meeting, user):
    """Return the numbers of items a reader may not see, also in minutes from before an item was made private."""
    if is_inside(user):
        return frozenset()
    return frozenset(meeting.items.filter(is_private=True).values_list("number", flat=True))


def version_items(content, hidden):
    """Return the items of one version of the minutes, without those whose numbers are hidden from its reader."""
    return [item for item in content["items"] if item["number"] not in hidden]


def texts_of_version(content, hidden):
    """Return what one version says under each item a reader may see: its minute, what was noted and resolved."""
    return {
        f"{item['number']}. {item['title']}": "\n".join(
            filter(None, [item["minute"], *item["noted"], *(one["text"] for one in item["resolved"])])
        )
        for item in version_items(content, hidden)
    }


def memberships_of(user):
    """Return the active memberships of a signed-in user."""
    return Membership.objects.active().filter(person__user=user).select_related("person", "seat__constituency")


def needs_of(memberships):
    """Return the access needs a member last gave, to prefill the next reply (T3)."""
    said = Reply.objects.filter(membership__in=memberships).exclude(needs="").order_by("-replied_at")
    return said.values_list("needs", flat=True).first() or ""
