"""A list of members is brought in row by row through the services of the members' pages."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from common.errors import DomainError
from common.models import Message
from members.models import Membership, Person
from members.services.imports import import_member
from tests.factories import members

pytestmark = pytest.mark.django_db
HEADINGS = "Name,E-mail address,Phone number,Constituency,Seat,Role,Who they represent,Member since\n"


def take(name, **fields):
    return import_member(name, by=None, **fields).value


def check(client, rows):
    return client.post("/staff/members/import/", {"file": SimpleUploadedFile("m.csv", (HEADINGS + rows).encode())})


def confirm(client, response):
    token = re.search(r'name="checked" value="([^"]+)"', response.content.decode())[1]
    return client.post("/staff/members/import/", {"checked": token}, follow=True)


def test_each_row_appoints_nominates_or_adds_a_person(as_coordinator):
    members.a_seat("North", constituency=members.a_constituency("Parents"))
    members.a_seat("South", constituency=members.a_constituency("Schools"))
    response = check(
        as_coordinator,
        "Asha Begum,asha@example.org,01632 960001,Parents,North,Parent carer,,1/9/2022\n"
        "Ben Ode,,,,south,,Autism Trust,\n"
        "Cy Ray,cy@example.org,,,,,,\n",
    )
    assert [row.fate.value for row in response.context["checked"]] == ["created"] * 3
    assert not Person.objects.filter(name="Asha Begum").exists()
    assert not Message.objects.exists()
    page = confirm(as_coordinator, response)
    assert "Imported: 3 created." in page.content.decode()
    asha, ben = Membership.objects.order_by("person__name")
    assert (asha.person.phone, asha.status, asha.starts_on) == ("01632 960001", "active", dt.date(2022, 9, 1))
    assert (ben.person.name, ben.status, ben.affiliation) == ("Ben Ode", "nominated", "Autism Trust")
    assert not Person.objects.get(name="Cy Ray").memberships.exists()
    assert [message.to for message in Message.objects.all()] == ["asha@example.org"]
    assert AuditEntry.objects.filter(verb="create_person", by__isnull=False).count() == 3


def test_the_same_file_again_changes_nothing(as_coordinator):
    members.a_seat("North")
    rows = "Asha Begum,asha@example.org,1,,North,,,1/9/2022\n"
    confirm(as_coordinator, check(as_coordinator, rows))
    again = check(as_coordinator, rows)
    assert [row.fate.value for row in again.context["checked"]] == ["unchanged"]


def test_one_refused_row_stops_the_whole_import(as_coordinator):
    response = check(as_coordinator, "Asha Begum,,,,,,,\nBen Ode,,,,No such seat,,,\n")
    assert [row.reason for row in response.context["checked"]] == [
        "",
        "There is no open seat with this title. Open it first.",
    ]
    assert 'name="checked"' not in response.content.decode()
    assert not Person.objects.filter(name="Asha Begum").exists()


def test_a_person_already_on_record_is_completed_not_added_again():
    person = members.a_person("Asha Begum", email="asha@example.org")
    assert take("asha begum", email="ASHA@example.org") == "unchanged"
    assert take("Asha Begum", email="asha@example.org", phone="12") == "changed"
    assert take("Asha Begum") == "unchanged"
    person.refresh_from_db()
    assert (person.name, person.phone, Person.objects.count()) == ("Asha Begum", "12", 1)


def test_an_address_is_added_to_a_person_without_one():
    person = members.a_person("Asha Begum")
    assert take("Asha Begum", email="asha@example.org") == "changed"
    person.refresh_from_db()
    assert person.email == "asha@example.org"


@pytest.mark.parametrize(
    ("here", "row", "words"),
    [
        ([("Asha Begum", "a@x.org")], {"name": "Ben Ode", "email": "A@x.org"}, "This address belongs to Asha Begum"),
        ([("Asha Begum", "a@x.org")], {"name": "Asha Begum", "email": "b@x.org"}, "with another address"),
        ([("Asha Begum", "a@x.org"), ("Asha Begum", "b@x.org")], {"name": "Asha Begum"}, "More than one person"),
    ],
)
def test_a_row_that_may_mean_someone_else_is_refused(here, row, words):
    for name, email in here:
        members.a_person(name, email=email)
    with pytest.raises(DomainError, match=words):
        take(**row)


def test_a_seat_must_be_identified_uniquely():
    for name in ("Parents", "Schools"):
        members.a_seat("Chair", constituency=members.a_constituency(name))
    with pytest.raises(DomainError, match="More than one seat"):
        take("Asha Begum", seat="Chair")
    with pytest.raises(DomainError, match="seat as well as the constituency"):
        take("Asha Begum", constituency="Parents")
    with pytest.raises(DomainError, match="seat they have held"):
        take("Asha Begum", starts_on=dt.date(2022, 9, 1))
    assert take("Asha Begum", seat="chair", constituency="schools") == "created"


def test_a_nominated_person_is_appointed_and_a_held_seat_refused():
    nomination = members.a_nomination(seat=members.a_seat("North"))
    day = nomination.nominated_on
    assert take(nomination.person.name, email=nomination.person.email, seat="North", starts_on=day) == "changed"
    with pytest.raises(DomainError, match="Someone already holds this seat"):
        take("Ben Ode", seat="North", starts_on=day)
    with pytest.raises(DomainError, match="since another date"):
        take(nomination.person.name, seat="North", starts_on=day + dt.timedelta(days=1))


def test_the_role_of_a_member_is_brought_up_to_date():
    member = members.a_member(seat=members.a_seat("North"))
    assert take(member.person.name, email=member.person.email, seat="North", role_title="Head teacher") == "changed"
    member.refresh_from_db()
    assert member.role_title == "Head teacher"
