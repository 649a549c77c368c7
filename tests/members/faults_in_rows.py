"""Forty kinds of fault that a spreadsheet of members has in real life, and what each is told."""

import datetime as dt

from members.models import Membership
from members.services.memberships import record_past_memberships
from members.services.seats import close_seat
from tests.factories import members

HEADINGS = (
    "Name",
    "E-mail address",
    "Phone number",
    "Constituency",
    "Seat",
    "Role",
    "Who they represent",
    "Attends as part of paid work",
    "Member since",
    "Member until",
    "Why it ended",
)
NAME, EMAIL, PHONE, CONSTITUENCY, SEAT, ROLE, BODY, PAID, SINCE, UNTIL, WHY = HEADINGS
TERM = {SEAT: "Shared", SINCE: "1/9/2021", UNTIL: "31/8/2023", WHY: "Term over"}
# What is typed besides a sound name, the column that is named, and some of the words.
FAULTS = (
    ({NAME: ""}, NAME, "Give a name."),
    ({NAME: "x" * 121}, NAME, "Use 120 characters or fewer."),
    ({NAME: "Ann \u202eeeb"}, NAME, "characters that cannot be shown"),
    ({NAME: "12345"}, NAME, "A name has letters in it."),
    ({NAME: "ann@example.org"}, NAME, "an e-mail address, not a name"),
    ({EMAIL: "ann.example.org"}, EMAIL, "Give an e-mail address, like"),
    ({EMAIL: "a@example.org; b@example.org"}, EMAIL, "Give one e-mail address"),
    ({EMAIL: "ann @example.org"}, EMAIL, "Give an e-mail address, like"),
    ({EMAIL: "asha@example.org"}, EMAIL, "This address belongs to Asha Begum"),
    ({NAME: "Asha Begum", EMAIL: "other@example.org"}, EMAIL, "on record with another address"),
    ({NAME: "Chris Doe"}, EMAIL, "More than one person has this name"),
    ({PHONE: "960"}, PHONE, "Give the full phone number"),
    ({PHONE: "ask her sister"}, PHONE, "Give the full phone number"),
    ({PHONE: "4.47701E+11"}, PHONE, "has shortened this number"),
    ({PHONE: "1" * 41}, PHONE, "Use 40 characters or fewer."),
    ({CONSTITUENCY: "Parents"}, SEAT, "Give the seat as well."),
    ({SINCE: "1/9/2022"}, SEAT, "Give the seat as well."),
    ({SEAT: "Nroth"}, SEAT, "Did you mean “North”?"),
    ({SEAT: "Treasurer of everything"}, SEAT, "There is no seat with this title."),
    ({SEAT: "Chair"}, CONSTITUENCY, "More than one seat has this title"),
    ({SEAT: "North", CONSTITUENCY: "Schools"}, CONSTITUENCY, "belongs to another constituency"),
    ({SEAT: "Closed"}, SEAT, "This seat is closed."),
    ({SEAT: "North", SINCE: "1/9/2022"}, SEAT, "Someone already holds this seat."),
    ({**TERM, SEAT: "East"}, SINCE, "Someone held this seat in that time already."),
    ({SEAT: "Shared", SINCE: "1/9/1999"}, SINCE, "The seat was not open on that date."),
    ({NAME: "Bo Lind", SEAT: "West", SINCE: "1/9/2022"}, SINCE, "since another date"),
    ({**TERM, SINCE: "31/2/2021"}, SINCE, "February 2021 has no day 31."),
    ({**TERM, SINCE: "9/25/21"}, SINCE, "There is no month 25. The day comes first"),
    ({**TERM, SINCE: "3 Sept"}, SINCE, "Give the year as well"),
    ({**TERM, SINCE: "Sept 2021"}, SINCE, "Give the day as well"),
    ({**TERM, SINCE: "2021"}, SINCE, "This is only a year."),
    ({**TERM, SINCE: "since the start"}, SINCE, "This is not a date."),
    ({**TERM, SINCE: "1/9/1821"}, SINCE, "The year 1821 cannot be right."),
    ({**TERM, SINCE: "1/9/2024"}, UNTIL, "This is before the first day."),
    ({**TERM, UNTIL: "1/9/2099"}, UNTIL, "This day is still to come."),
    ({**TERM, SINCE: ""}, SINCE, "Give the first day as well as the last."),
    ({**TERM, WHY: ""}, WHY, "Say why it ended."),
    ({**TERM, UNTIL: ""}, UNTIL, "Give the last day as well as the reason."),
    ({**TERM, PAID: "maybe"}, PAID, "Write yes or no."),
    ({**TERM, ROLE: "x" * 121}, ROLE, "Use 120 characters or fewer."),
    ({**TERM, BODY: "#REF!"}, BODY, "The spreadsheet shows an error here."),
    ({**TERM, BODY: "=A1&B1"}, BODY, "This is a formula, not its result."),
    ({**TERM, UNTIL: "########"}, UNTIL, "The column is too narrow"),
)


def a_register():
    """The people and seats that the faults stumble over."""
    parents, schools = members.a_constituency("Parents"), members.a_constituency("Schools")
    members.a_person("Asha Begum", email="asha@example.org")
    for number in (1, 2):
        members.a_person("Chris Doe", email=f"chris{number}@example.org")
    members.a_member(seat=members.a_seat("North", constituency=parents), has_account=False)
    bo = members.a_person("Bo Lind")
    members.a_member(person=bo, seat=members.a_seat("West", constituency=parents))
    for constituency in (parents, schools):
        members.a_seat("Chair", constituency=constituency)
    close_seat(members.a_seat("Closed", constituency=schools), reason="No need", by=None)
    east = members.a_seat("East", constituency=schools)
    days = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2022, 1, 1)}
    record_past_memberships([Membership(person=bo, seat=east, end_reason="Over", **days)], by=None)
    members.a_shared_seat(title="Shared", constituency=schools)


def row(number, **typed):
    cells = {NAME: f"Person {number} Sound", EMAIL: f"person{number}@example.org", PHONE: f"01632 96{number:04}"}
    return cells | typed


def file_of(rows):
    """Return the bytes of a CSV file."""
    lines = [",".join(f'"{cells.get(heading, "")}"' for heading in HEADINGS) for cells in rows]
    return "\n".join([",".join(HEADINGS), *lines]).encode()


def rows_with_faults(count, faulty):
    """Return `count` rows, `faulty` of them spread evenly with each kind of fault in turn, and {row: (column, words)}.

    The sound ones are people, every tenth with a term of office that is over.
    """
    step, rows, wrong = count // faulty, [], {}
    for number in range(count):
        if number % step == 0 and number // step < faulty:
            typed, column, words = FAULTS[number // step % len(FAULTS)]
            rows.append({**row(number), **_as_on_record(typed), **typed})
            wrong[number + 2] = (column, words)
        else:
            rows.append(row(number, **(TERM if number % 10 == 5 else {})))
    return rows, wrong


def _as_on_record(typed):
    """Somebody who is on record is told by their name alone, unless the fault is about their address."""
    is_there = typed.get(NAME) in {"Chris Doe", "Bo Lind", "Asha Begum"}
    return {EMAIL: "", PHONE: ""} if is_there else {}


def mended(rows, wrong):
    """Return the same rows with sound people in the place of the faulty ones."""
    return [row(number) if number + 2 in wrong else cells for number, cells in enumerate(rows)]
