"""Lists of people and of interests are brought in row by row through the services of the members' pages."""

import datetime as dt

import pytest

from accounts.models import AuditEntry, Import
from accounts.services.imports.undoing import undo_import
from common.models import Message
from members.models import Interest, Membership, Person
from members.services.interests import register_interest
from members.services.people import update_person
from members.services.seats import update_seat
from tests.factories import accounts, imports, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HEADINGS = [
    *("Name", "E-mail address", "Phone number", "Constituency", "Seat", "Role", "Who they represent"),
    *("Member since", "Member until", "Why it ended"),
]
INTERESTS = ["Name", "Body", "Capacity", "Since", "Ended on", "Money is involved"]


def row(name, email="", phone="", constituency="", seat="", role="", body="", since="", until="", why=""):
    return [name, email, phone, constituency, seat, role, body, since, until, why]


def check(*rows, **given):
    return imports.a_file(*rows, headings=HEADINGS, **given)


def take(*rows, **given):
    return imports.imported(*rows, headings=HEADINGS, **given)


def interests(*rows):
    return imports.a_file(*rows, headings=INTERESTS, kind="members.interests")


def faults(one):
    return [(fault.number, fault.column, fault.words) for fault in one.faults.all()]


def fates(one):
    return [row.fate for row in one.rows.all()]


def test_each_row_appoints_nominates_or_adds_a_person():
    members.a_seat("North", constituency=members.a_constituency("Parents"))
    members.a_seat("South", constituency=members.a_constituency("Schools"))
    one = take(
        row("Asha Begum", "asha@example.org", "01632 960001", "Parents", "North", "Parent carer", since="1/9/22"),
        row("Ben Ode", seat="south", body="Autism Trust"),
        row("Cy Ray", "cy@example.org"),
    )
    assert one.counts == {"created": 3}
    asha, ben = Membership.objects.order_by("person__name")
    assert (asha.person.phone, asha.status, asha.starts_on) == ("01632 960001", "active", dt.date(2022, 9, 1))
    assert (ben.person.name, ben.status, ben.affiliation) == ("Ben Ode", "nominated", "Autism Trust")
    assert not Person.objects.get(name="Cy Ray").memberships.exists()
    assert AuditEntry.objects.filter(verb="create_person", by=one.by).count() == 3
    assert AuditEntry.objects.filter(verb="import_rows", object_id=str(one.pk), by=one.by).count() == 1


def test_nobody_is_written_to_unless_that_was_chosen():
    for seat in ("North", "South"):
        members.a_seat(seat)
    take(row("Asha Begum", "asha@example.org", seat="North", since="1/9/2022"))
    assert not Message.objects.exists()
    take(row("Ben Ode", "ben@example.org", seat="South", since="1/9/2022"), tells=True)
    assert [message.to for message in Message.objects.all()] == ["ben@example.org"]


def test_a_term_that_is_over_is_entered_as_such_and_writes_to_nobody():
    seat = members.a_seat("North")
    holder = members.a_member(seat=seat, starts_on=dt.date(2024, 1, 1))
    one = take(
        row("Asha Begum", "asha@example.org", seat="North", since="1 Sept 2020", until="31/12/23", why="Moved away"),
        tells=True,
    )
    term = Membership.objects.exclude(pk=holder.pk).get()
    assert (term.status, term.starts_on, term.ends_on) == ("ended", dt.date(2020, 9, 1), dt.date(2023, 12, 31))
    assert term.end_reason == "Moved away"
    assert not Message.objects.filter(to="asha@example.org").exists()
    again = check(row("Asha Begum", "asha@example.org", seat="North", since="1/9/2020", until="31/12/2023", why="Left"))
    assert (one.counts, again.counts) == ({"created": 1}, {"unchanged": 1})


def test_two_rows_of_a_file_cannot_hold_one_seat_at_the_same_time():
    members.a_seat("North")
    term = {"seat": "North", "since": "1/9/2020", "until": "1/9/2022", "why": "Over"}
    assert faults(check(row("Asha Begum", **term), row("Ben Ode", **term))) == [
        (3, "Member since", "Someone held this seat in that time already."),
    ]


def test_the_same_file_again_changes_nothing():
    members.a_seat("North")
    asha = row("Asha Begum", "asha@example.org", "01632 960001", seat="North", since="1/9/2022")
    take(asha)
    one = check(asha)
    assert one.counts == {"unchanged": 1}


def test_a_person_already_on_record_is_completed_not_added_again():
    person = members.a_person("Asha Begum", email="asha@example.org")
    assert fates(check(row("asha begum", "ASHA@example.org"))) == ["unchanged"]
    assert fates(check(row("Asha Begum"))) == ["unchanged"]
    take(row("Asha Begum", "asha@example.org", "01632 960001"))
    person.refresh_from_db()
    assert (person.name, person.phone, Person.objects.count()) == ("Asha Begum", "01632 960001", 1)


def test_an_address_is_added_to_a_person_without_one():
    person = members.a_person("Asha Begum")
    take(row("Asha Begum", "asha@example.org"))
    person.refresh_from_db()
    assert person.email == "asha@example.org"


def test_first_and_last_names_may_stand_in_two_columns():
    one = imports.imported(["Asha", "Begum"], headings=["Forename", "Surname"])
    assert one.counts == {"created": 1}
    assert Person.objects.get().name == "Asha Begum"


def shown(*rows, **given):
    return imports.a_file(*rows, headings=["Name", "E-mail address", "Name shown in public"], **given)


def test_nobody_is_named_in_public_who_was_not_asked():
    imports.confirmed(
        shown(
            ["Asha Begum", "", "Full name"],
            ["Ben Ode", "", "first name only"],
            ["Cy Ray", "", "No name"],
            ["Di Lam", "", ""],
        )
    )
    take(row("Ed Moss"))
    assert list(Person.objects.order_by("name").values_list("name", "name_shown")) == [
        ("Asha Begum", "full"),
        ("Ben Ode", "first"),
        ("Cy Ray", "none"),
        ("Di Lam", "none"),
        ("Ed Moss", "none"),
    ]
    assert faults(shown(["Fay Orr", "", "perhaps"]))[0][:2] == (2, "Name shown in public")


def test_no_list_changes_how_somebody_on_record_is_shown():
    asha = members.a_person("Asha Begum", name_shown="none")
    members.a_person("Ben Ode", name_shown="full")
    words = "On record they are shown with no name. Change it on their own page, if they asked for it."
    assert faults(shown(["Asha Begum", "", "full name"])) == [(2, "Name shown in public", words)]
    imports.confirmed(shown(["Asha Begum", "asha@example.org", ""], ["Ben Ode", "ben@example.org", "full name"]))
    asha.refresh_from_db()
    assert asha.name_shown == "none"
    assert Person.objects.get(name="Ben Ode").name_shown == "full"


def test_two_rows_of_a_file_may_not_show_one_person_in_two_ways():
    one = shown(["Asha Begum", "", "full name"], ["Asha Begum", "", "no name"])
    assert faults(one) == [(3, "Name shown in public", "Row 2 says something else of the same person.")]
    imports.confirmed(shown(["Asha Begum", "", ""], ["Asha Begum", "", "full name"]))
    assert Person.objects.get().name_shown == "full"


def test_the_page_says_to_ask_before_a_name_is_shown(client):
    page = sign_in(client, accounts.coordinator()).get("/staff/members/import/").content.decode()
    assert "Ask them first. If blank, their name is not shown." in page


def test_a_nominated_person_is_appointed_and_that_is_not_undone():
    nomination = members.a_nomination(seat=members.a_seat("North"))
    day = f"{nomination.nominated_on:%d/%m/%Y}"
    one = take(row(nomination.person.name, nomination.person.email, seat="North", since=day))
    nomination.refresh_from_db()
    assert (one.counts, nomination.status) == ({"changed": 1}, "active")
    one = undo_import(one, by=one.by)
    nomination.refresh_from_db()
    assert (one.kept_count, nomination.status) == (1, "active")
    assert one.rows.get().kept_because == "They had been nominated before."


def test_the_role_of_a_member_is_brought_up_to_date_and_put_back():
    member = members.a_member(seat=members.a_seat("North"), role_title="Teacher")
    one = take(row(member.person.name, member.person.email, seat="North", role="Head teacher"))
    member.refresh_from_db()
    assert member.role_title == "Head teacher"
    undo_import(one, by=one.by)
    member.refresh_from_db()
    assert member.role_title == "Teacher"


def test_undone_it_was_never_there_but_for_the_audit_trail():
    members.a_seat("North")
    one = take(row("Asha Begum", "asha@example.org", seat="North", since="1/9/2022"), row("Ben Ode"))
    one = undo_import(one, by=accounts.coordinator())
    assert (one.status, one.kept_count) == ("undone", 0)
    assert not Person.objects.exists()
    assert not Membership.objects.exists()
    assert AuditEntry.objects.filter(verb="undo_import", by=one.undone_by).count() == 1


def test_a_row_that_was_built_on_or_changed_stays_with_the_reason():
    one = take(row("Asha Begum"), row("Ben Ode"), row("Cy Ray"))
    register_interest(Person.objects.get(name="Asha Begum"), "A school", "Governor", by=None)
    update_person(Person.objects.get(name="Ben Ode"), by=None, phone="01632 960001")
    one = undo_import(one, by=one.by)
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Asha Begum", "Ben Ode"]
    assert [(row.number, row.kept_because) for row in one.rows.exclude(kept_because="")] == [
        (2, "Something rests on it since: interest."),
        (3, "This has been changed since."),
    ]


def test_the_rights_of_a_member_go_with_the_seat_that_is_undone():
    person = members.a_person(has_account=True)
    members.a_seat("North")
    one = take(row(person.name, person.email, seat="North", since="1/9/2022"))
    assert person.user.grants.filter(role="member", ends_on=None).exists()
    undo_import(one, by=one.by)
    assert not person.user.grants.filter(role="member", ends_on=None).exists()


def test_interests_are_registered_ended_and_undone():
    members.a_person("Asha Begum")
    one = interests(
        ["Asha Begum", "Hill School", "Governor", "1/9/2022", "", "no"],
        ["Asha Begum", "Bus company", "Employee", "1/9/2020", "1/9/2021", "yes"],
    )
    assert one.counts == {"created": 2}
    assert not Interest.objects.exists()
    one = imports.confirmed(one)
    assert sorted(Interest.objects.values_list("body", "status", "is_pecuniary")) == [
        ("Bus company", "ended", True),
        ("Hill School", "current", False),
    ]
    assert interests(["Asha Begum", "hill school", "governor", "1/9/2022", "", ""]).counts == {"unchanged": 1}
    undo_import(one, by=one.by)
    assert not Interest.objects.exists()


def test_what_is_no_yes_or_no_is_said_of_somebody_who_is_on_record():
    register_interest(members.a_person("Asha Begum"), "Hill School", "Governor", by=None)
    one = imports.a_file(
        ["Asha Begum", "Hill School", "Governor", "her husband"],
        headings=["Name", "Body", "Capacity", "Held by someone close"],
        kind="members.interests",
    )
    assert faults(one) == [(2, "Held by someone close", "Write yes or no.")]


def test_an_interest_of_nobody_on_record_or_of_days_to_come_is_refused():
    members.a_person("Asha Begum")
    one = interests(
        ["Ben Ode", "Hill School", "Governor", "", "", ""],
        ["Asha Begum", "Hill School", "Governor", "1/9/2099", "", ""],
        ["Asha Begum", "Hill School", "Governor", "", "1/9/2022", ""],
    )
    assert [(number, column) for number, column, _words in faults(one)] == [
        (2, "Name"),
        (3, "Since"),
        (4, "Since"),
    ]
    assert Import.objects.get(pk=one.pk).is_faulty


@pytest.mark.parametrize(
    "name", ["Total", "Total members: 23", "VACANT", "Vacancy since May", "Notes: see below", "tbc", "N/A"]
)
def test_a_line_of_totals_or_a_seat_that_nobody_holds_is_no_person(name):
    assert [words for _row, _column, words in faults(check(row(name)))] == [
        "This is not the name of a person. Take this line out of the file."
    ]


@pytest.mark.parametrize("name", ["Na Li", "Anna Key", "Count Basie", "Noté Sum", "Vac Antony"])
def test_a_name_that_begins_like_such_a_line_is_a_person(name):
    assert faults(check(row(name))) == []


def test_a_term_before_a_seat_was_opened_here_comes_in_once_the_seat_is_dated_back():
    seat = members.a_seat("Parent carer, south", opened_on=dt.date(2026, 1, 5))
    line = row("Jo Bright", seat=seat.title, since="1/9/2019", until="31/8/2022", why="Term over")
    assert len(faults(check(line))) == 1
    update_seat(seat, opened_on=dt.date(2019, 9, 1), by=accounts.coordinator())
    assert faults(check(line)) == []


@pytest.mark.parametrize(
    ("name", "read"),
    [("Bright, Jo", "Jo Bright"), ("Jo Bright, MBE", "Jo Bright, MBE"), ("Smith, John, Jr", "Smith, John, Jr")],
)
def test_a_name_with_the_surname_first_is_turned(name, read):
    take(row(name))
    assert Person.objects.get().name == read


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Devan Raolin & Abena Mensworth", "These are two people. Give each of them a line."),
        ("Jo Bright / Al Fox", "These are two people. Give each of them a line."),
        ("Una Brookes (resigned Sept 25)", "Give the name alone, without notes."),
        ("* updated by MT", "Give the name alone, without notes."),
        ("Chair: see minutes", "Give the name alone, without notes."),
    ],
)
def test_what_is_more_than_a_name_is_no_name(name, said):
    assert [words for _row, _column, words in faults(check(row(name)))] == [said]


@pytest.mark.parametrize("name", ["Zoe\u0308 O’Neil", "Zoë O'Neil", "zoë  o`neil", "Zoë O’Neil\u200b"])
def test_a_person_on_record_is_known_however_the_name_is_typed(name):
    members.a_person("Zoë O’Neil")
    assert check(row(name)).counts == {"unchanged": 1}


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        (["Name", "Surname"], ["Hilda", "Brock"], "Hilda Brock"),
        (["Forename", "Name"], ["Hilda", "Brock"], "Hilda Brock"),
        (["Name", "Surname"], ["Hilda Brock", "Brock"], "Hilda Brock"),
        (["Forename", "Surname", "Name"], ["Hilda", "van Brock", "Hilda van Brock"], "Hilda van Brock"),
    ],
)
def test_a_surname_in_a_column_of_its_own_is_not_lost(headings, cells, name):
    imports.imported(cells, headings=headings)
    assert Person.objects.get().name == name


def test_a_phone_number_that_lost_its_first_figure_is_refused():
    assert "begins with 0 or +" in faults(check(row("Jo Bright", phone="1632960999")))[0][2]
    assert faults(check(row("Jo Bright", phone="+44 1632 960999"))) == []


def test_the_page_says_what_would_change_from_what_to_what(client):
    membership = members.a_member(person=members.a_person("Jo Bright"), affiliation="Old Trust")
    one = check(row("Jo Bright", seat=membership.seat.title, body="New Trust"))
    assert one.counts == {"changed": 1}
    page = sign_in(client, one.by).get(one.get_absolute_url()).content.decode()
    assert "Affiliation: Old Trust becomes New Trust" in page


def test_what_stayed_can_be_undone_once_what_rests_on_it_has_gone():
    first = take(row("Jo Bright"), row("Al Fox"))
    second = imports.confirmed(interests(["Jo Bright", "Trust", "Trustee", "1/9/2024", "", ""]))
    first = undo_import(first, by=first.by)
    assert (first.kept_count, Person.objects.count()) == (1, 1)
    undo_import(second, by=second.by)
    first = undo_import(first, by=first.by)
    assert (first.kept_count, Person.objects.count()) == (0, 0)


def test_two_periods_of_one_interest_are_two():
    members.a_person("Jo Bright")
    rows = (
        ["Jo Bright", "Trust", "Trustee", "1/9/2015", "31/8/2018", ""],
        ["Jo Bright", "Trust", "Trustee", "1/9/2020", "", ""],
    )
    one = imports.confirmed(interests(*rows))
    assert one.counts == {"created": 2}
    assert Interest.objects.current().get().starts_on == dt.date(2020, 9, 1)
    assert interests(*rows).counts == {"unchanged": 2}


def test_another_day_of_the_same_interest_is_told_and_not_taken_for_the_same():
    person = members.a_person("Jo Bright")
    members.an_interest(person, body="Trust", capacity="Trustee", starts_on=dt.date(2024, 1, 1))
    one = interests(["Jo Bright", "Trust", "Trustee", "1/1/2020", "", ""])
    assert faults(one)[0][1:] == (
        "Since",
        "The register has this interest since 1 January 2024. Correct the day here or there.",
    )


@pytest.mark.parametrize("body", ["Nil", "None", "n/a", "Nothing to declare"])
def test_a_line_that_says_there_are_no_interests_is_no_interest(body):
    members.a_person("Jo Bright")
    assert "no interests" in faults(interests(["Jo Bright", body, "n/a", "", "", ""]))[0][2]


def test_a_new_person_with_nearly_the_name_of_another_is_shown_beside_it(client):
    members.a_person("Gwen Idrisson")
    one = check(row("Gwenn Idrisson"), row("Al Fox"))
    page = sign_in(client, one.by).get(one.get_absolute_url()).content.decode()
    assert page.count("Gwen Idrisson, who is on record, has nearly this name.") == 1
