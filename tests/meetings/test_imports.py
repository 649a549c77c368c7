"""Past meetings come in with who attended, through the services, and set nothing going."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.services.imports.undoing import undo_import
from common import clock
from common.models import Message
from meetings.exceptions import minutes_late
from meetings.models import Attendance, Meeting
from meetings.periodic import remind_of_clocks
from meetings.services.absences import recompute_absences
from members.models import MembershipReview
from members.services.people import update_person
from tests.factories import accounts, imports, meetings, members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
HEADINGS = ["Date", "Meeting", "Name", "Attended", "Deputy", "Reason"]
DAYS = ("12/2/2025", "11 June 2025", "2025-11-05")


@pytest.fixture
def two_members():
    return [members.a_member(person=members.a_person(name)) for name in ("Asha Begum", "Ben Ode")]


def check(*rows):
    return imports.a_file(*rows, headings=HEADINGS, kind="meetings.past")


def year(ben="no"):
    return [[on, "", name, how, "", ""] for on in DAYS for name, how in (("Asha Begum", "yes"), ("Ben Ode", ben))]


def faults(one):
    return [(fault.number, fault.column, fault.words) for fault in one.faults.all()]


def test_the_rows_of_a_date_are_one_meeting_that_was_held(two_members):
    one = imports.confirmed(check(*year(), [DAYS[0], "", "Cllr Vane", "present", "", ""]))
    assert one.counts == {"created": 7}
    rows = Meeting.objects.order_by("starts_at")
    assert [(row.kind, row.year, row.status, row.is_from_records) for row in rows] == [
        ("spring", 2025, "held", True),
        ("summer", 2025, "held", True),
        ("autumn", 2025, "held", True),
    ]
    assert sorted(rows[0].attendance.values_list("name", "record")) == [
        ("Asha Begum", "present"),
        ("Ben Ode", "absent"),
    ]
    assert [other.name for other in rows[0].others.all()] == ["Cllr Vane"]
    two_members[0].refresh_from_db()
    assert two_members[0].last_attended_on == dt.date(2025, 11, 5)


def test_three_absences_from_past_meetings_open_no_review_and_nobody_is_written_to(two_members):
    Message.objects.all().delete()
    imports.confirmed(check(*year()))
    recompute_absences()
    later = clock.at(dt.date(2025, 11, 20), dt.time(12))
    remind_of_clocks(later)
    assert not MembershipReview.objects.exists()
    assert not Message.objects.exists()
    assert not minutes_late(dt.date(2026, 6, 1)).exists()


def test_the_same_file_again_changes_nothing_and_another_register_is_refused(two_members):
    imports.confirmed(check(*year()))
    assert check(*year()).counts == {"unchanged": 6}
    words = "The register of this meeting says otherwise. Correct it on the meeting's own page."
    assert faults(check(*year(ben="apologies"))) == [(number, "Attendance", words) for number in (3, 5, 7)]


def test_who_held_a_seat_that_day_must_be_in_the_file_and_who_did_not_was_not_absent(two_members):
    one = check([DAYS[0], "", "Asha Begum", "yes", "", ""], [DAYS[0], "", "Cy Ray", "apologies", "", ""])
    assert faults(one) == [
        (2, "", "These held a seat that day and are in no row of it: Ben Ode."),
        (3, "Name", "They held no seat that day, so there is no absence to record."),
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["31/6/2025", "", "Asha Begum", "yes", "", ""], "Date of the meeting", "June 2025 has no day 31."),
        (["1/6/2099", "", "Asha Begum", "yes", "", ""], "Date of the meeting", "This day is still to come."),
        (["1/6/2025", "Winter", "Asha Begum", "yes", "", ""], "Which meeting", "Write one of: Spring"),
        (
            ["1/6/2025", "Additional", "Asha Begum", "yes", "", ""],
            "Purpose",
            "Say what the additional meeting was for.",
        ),
        (["1/6/2025", "", "Asha Begum", "perhaps", "", ""], "Attendance", "is not in the list"),
        (["1/6/2025", "", "Asha Begum", "sub", "", ""], "Substitute", "Give the name of the substitute."),
        (["1/6/2025", "", "Asha Begum", "yes", "Jo Bright", ""], "Attendance", "This person has a substitute."),
        (["1/6/2025", "", "", "yes", "", ""], "Name", "required"),
    ],
)
def test_what_is_wrong_is_said_by_column(row, column, words):
    members.a_member(person=members.a_person("Asha Begum"))
    found = [fault for fault in faults(check(row)) if fault[1] == column]
    assert [words in fault[2] for fault in found] == [True]


def test_nothing_is_asked_for_after_a_meeting_from_records(two_members, client):
    one = imports.confirmed(check(*year()))
    meeting = Meeting.objects.get(kind="spring")
    client = sign_in(client, one.by)
    staff = client.get(reverse("meetings:meeting_manage", args=[meeting.slug])).content.decode()
    assert "There is nothing more to do." in staff
    assert "Write the minutes and circulate them by" not in staff
    assert "The agenda was published" not in staff
    public = Client().get(meeting.get_absolute_url()).content.decode()
    assert "earlier records" in public
    assert "Published on" not in public
    assert "The group asks for it by" not in public


def test_whoever_keeps_the_meetings_reads_of_no_draft_minutes_where_there_are_none(two_members, client):
    one = imports.confirmed(check(*year()))
    meeting = Meeting.objects.get(kind="spring")
    page = sign_in(client, one.by).get(meeting.get_absolute_url()).content.decode()
    assert "earlier records" in page
    assert "draft" not in page


def test_a_visitor_who_is_on_record_is_shown_as_they_chose(two_members):
    update_person(members.a_person("Rae Hill"), name_shown="none", by=accounts.coordinator())
    imports.confirmed(check(*year(), *([DAYS[0], "", name, "present", "", ""] for name in ("Rae Hill", "Al Fox"))))
    public = Client().get(Meeting.objects.get(kind="spring").get_absolute_url()).content.decode()
    assert "Al Fox" in public
    assert "Rae Hill" not in public


def test_the_page_says_how_visitors_are_named(client):
    page = sign_in(client, accounts.coordinator()).get(reverse("meetings:past_import")).content.decode()
    assert "A visitor who is not on record is shown by this name." in page


def test_two_meetings_of_one_term_are_not_guessed_apart(two_members):
    rows = [[on, "", name, "yes", "", ""] for on in ("3/6/2025", "1/7/2025") for name in ("Asha Begum", "Ben Ode")]
    words = "There is another Summer meeting in that year: 03/06/2025. Was one of them additional?"
    assert faults(check(*rows)) == [(4, "Which meeting", words)]


def test_undone_the_meetings_are_gone_and_one_that_was_built_on_stays(two_members):
    one = imports.confirmed(check(*year()))
    spring = Meeting.objects.get(kind="spring")
    meetings.a_declaration(spring)
    one = undo_import(one, by=one.by)
    assert [meeting.kind for meeting in Meeting.objects.all()] == ["spring"]
    assert one.kept_count == 1
    assert set(Attendance.objects.values_list("meeting", flat=True)) == {spring.pk}
    two_members[0].refresh_from_db()
    assert two_members[0].last_attended_on == dt.date(2025, 2, 12)


def test_nothing_is_said_of_a_meeting_that_the_file_does_not_say(two_members):
    imports.confirmed(check(*year()))
    meeting = Meeting.objects.get(kind="spring")
    public = Client().get(meeting.get_absolute_url()).content.decode()
    assert not meeting.items.exists()
    assert "Matters arising" not in public
    assert "nline" not in public.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("code", ["a", "x"])
def test_a_letter_that_means_one_thing_in_one_register_and_another_in_the_next_is_refused(two_members, code):
    assert "is not in the list" in faults(check(*year(ben=code)))[0][2]


def test_the_page_shows_what_a_code_was_read_as(two_members, client):
    one = check(*year(ben="dna"))
    page = sign_in(client, one.by).get(one.get_absolute_url()).content.decode()
    assert page.count("(read as absent") == 3


@pytest.mark.parametrize("time", ["6pm - 8pm", "10:00-12:00", "18:00 to 20:00"])
def test_two_times_in_one_cell_are_refused(two_members, time):
    one = imports.a_file(
        [DAYS[0], "Asha Begum", "yes", time], headings=["Date", "Name", "Attended", "Began at"], kind="meetings.past"
    )
    assert ("Began at", "This is not a time. Write it like 18:00 or 6pm.") in [fault[1:] for fault in faults(one)]


def test_a_merged_date_is_explained_and_nobody_is_said_to_be_missing(two_members):
    one = check([DAYS[0], "", "Asha Begum", "yes", "", ""], ["", "", "Ben Ode", "yes", "", ""])
    words = "Give the date in each row: a merged cell counts for its first row alone."
    assert faults(one) == [(3, "Date of the meeting", words)]


def test_a_meeting_on_record_is_said_to_be_left_alone(two_members, client):
    imports.confirmed(check(*year()))
    one = check(*year())
    page = sign_in(client, one.by).get(one.get_absolute_url()).content.decode()
    assert "This meeting is on record. Nothing of it is changed." in page
