"""Who came, who chaired and what was declared: as it is today, or as a version of the minutes keeps it.

A version keeps names, roles and bodies as they were; whether a person is named in public is their choice of today.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.utils.translation import ngettext

from meetings.rules import ATTENDED, BINDING, AttendanceRecord, DeclarationStatus, Handling
from meetings.selectors import is_inside
from meetings.shown_names import Names
from members.models import Person

ATTENDED_AS = ("record", "substitute_name", "was_invited", "name", "role_title", "affiliation", "constituency")
PRESENT_AS = ("name", "role_title", "affiliation")
DECLARED_AS = ("name", "label", "nature", "is_pecuniary", "status", "handling")


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
    """Attendance at a meeting as the reader may see it; `unnamed` were absent and are not named to this reader."""

    present: list[Line] = field(default_factory=list)
    apologies: list[Line] = field(default_factory=list)
    substituted: list[Line] = field(default_factory=list)
    absent: list[Line] = field(default_factory=list)
    unnamed: int = 0
    others: list[Line] = field(default_factory=list)
    constituencies: list[Constituency] = field(default_factory=list)


def people_of(meeting):
    """Return who came, who chaired and what was declared, as a version of the minutes keeps it."""
    came = meeting.attendance.select_related("membership").order_by("name", "pk")
    declared = meeting.declarations.select_related("item")
    chair = meeting.chair
    return {
        "chair": {"person": chair.pk, "name": chair.name} if chair else None,
        "attendance": [{"person": row.membership.person_id, **_fields(row, ATTENDED_AS)} for row in came],
        "others": [{"person": row.person_id, **_fields(row, PRESENT_AS)} for row in meeting.others.all()],
        "declarations": [
            {"person": row.person_id, "item": row.item and row.item.number, **_fields(row, DECLARED_AS)}
            for row in declared
        ],
    }


def _fields(row, names):
    return {name: getattr(row, name) for name in names}


def unnamed_words(count):
    """Say how many were absent without apology, and nothing of who."""
    words = ngettext("%(n)s member was absent without apology.", "%(n)s members were absent without apology.", count)
    return words % {"n": count}


class People:
    """Who came, who chaired and what was declared, for one reader; from a version's `content`, or from today's rows.

    `hidden` are the numbers of the items the reader may not see. Versions kept before they held people are shown with
    today's.
    """

    def __init__(self, meeting, user, hidden, content=None):
        self.meeting, self.inside = meeting, is_inside(user)
        self.names = Names(is_inside=self.inside)
        self.hidden = hidden
        self.kept = content if content and "attendance" in content else people_of(meeting)
        rows = [*self.kept["attendance"], *self.kept["others"], *self.kept["declarations"], self.kept["chair"] or {}]
        self.persons = Person.objects.in_bulk({row["person"] for row in rows if row.get("person")})

    def _name(self, row):
        return self.names.of(self.persons.get(row["person"]), row["name"])

    def _line(self, row, note=""):
        hidden = self.names.hides(self.persons.get(row["person"]))
        role, affiliation = ("", "") if hidden else (row["role_title"], row["affiliation"])
        return Line(self._name(row), role, affiliation, note)

    @property
    def chair(self):
        """The chair's name as shown to the reader, or nothing."""
        return self._name(self.kept["chair"]) if self.kept["chair"] else ""

    @property
    def register(self):
        """The attendance register."""
        register, parts = Register(), {}
        lists = {
            AttendanceRecord.APOLOGIES: register.apologies,
            AttendanceRecord.SUBSTITUTE: register.substituted,
            AttendanceRecord.ABSENT: register.absent,
        }
        for row in self.kept["attendance"]:
            if row["was_invited"]:
                lists.get(row["record"], register.present).append(self._line(row, self._how(row)))
                _count(parts.setdefault(row["constituency"], Constituency(row["constituency"])), row["record"])
        if not self.names.shows_absent:
            register.unnamed, register.absent = len(register.absent), []
        register.others = [self._line(row) for row in self.kept["others"]]
        register.constituencies = list(parts.values())
        return register

    def _how(self, row):
        if row["record"] == AttendanceRecord.SUBSTITUTE and self.inside:
            return row["substitute_name"]
        how = {AttendanceRecord.ONLINE, AttendanceRecord.PART}
        return str(AttendanceRecord(row["record"]).label) if row["record"] in how else ""

    @property
    def declarations(self):
        """The declarations a reader may see, named as each person chose (M8)."""
        return [self._declaration(row) for row in self.kept["declarations"] if row["item"] not in self.hidden]

    def _declaration(self, row):
        handling = Handling(row["handling"]).label if row["status"] == DeclarationStatus.ACKNOWLEDGED else ""
        return SimpleNamespace(**row, shown_name=self._name(row), handled_how=handling)


def who_took_no_part(declarations, number):
    """Return the names of those who left or took no part in an item, each with what they did, once (M8)."""
    found = [row for row in declarations if row.item == number and row.handled_how and row.handling in BINDING]
    return list(dict.fromkeys((row.shown_name, row.handled_how) for row in found))


def mark_who_took_no_part(items, declarations):
    for item in items:
        item.no_part = who_took_no_part(declarations, item.number)


def _count(part, record):
    """A substitute represents the constituency, but the member still counts as unable to attend (M10, M11)."""
    if record in ATTENDED or record == AttendanceRecord.SUBSTITUTE:
        part.attended += 1
    elif record == AttendanceRecord.APOLOGIES:
        part.apologies += 1
    else:
        part.absent += 1


def lines_of_people(people):
    """Return the people of a version as lines of text, to compare two versions."""
    register = people.register
    lists = {
        AttendanceRecord.PRESENT: register.present,
        AttendanceRecord.SUBSTITUTE: register.substituted,
        AttendanceRecord.APOLOGIES: register.apologies,
        AttendanceRecord.ABSENT: register.absent,
    }
    came = [f"{line.name}: {record.label}" for record, lines in lists.items() for line in lines]
    if register.unnamed:
        came.append(unnamed_words(register.unnamed))
    return {
        "chair": people.chair,
        "came": "\n".join([*came, *(line.name for line in register.others)]),
        "declared": "\n".join(f"{row.shown_name}: {row.nature}" for row in people.declarations),
    }
