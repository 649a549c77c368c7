"""Lists cost the same with 3 and 30 rows, filters find what they say, and files hold what the list shows."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from members.services.interests import confirm_interests
from tests.counting import cost, costs
from tests.factories import members

pytestmark = pytest.mark.django_db
PUBLIC = ["/members/", "/members/interests/"]
STAFF = [
    "/staff/members/",
    "/staff/members/seats/",
    "/staff/members/people/",
    "/staff/members/interests/",
    "/staff/members/reviews/",
    "/staff/members/roles/",
]


def rows(count):
    for membership in members.a_group(members=count, constituencies=3):
        members.an_interest(membership.person, body=f"Body {membership.pk}")
        members.a_decided_review(membership)
        members.an_open_review(membership)
        members.a_role_description()
        confirm_interests(membership.person, by=None)


def test_the_lists_cost_the_same_for_3_rows_and_for_30(as_coordinator):
    def all_costs():
        return costs(Client(), PUBLIC), costs(as_coordinator, STAFF)

    rows(3)
    few = all_costs()
    assert max(few[0].values()) <= 8
    assert max(few[1].values()) <= 20
    rows(27)
    assert all_costs() == few


def test_a_members_own_page_stays_within_its_limit(as_member, membership):
    for n in range(30):
        members.an_interest(membership.person, body=f"Body {n}")
    assert cost(as_member, "/my/membership/") <= 20


@pytest.fixture
def group():
    """One who accepted and confirmed, one who did neither, one under review, one nominated, one who left."""
    good = members.an_accepted_member(person=members.a_person("Good Gwen"))
    confirm_interests(good.person, by=None)
    seat = members.a_seat(role_description=good.seat.role_description)
    members.a_member(person=members.a_person("Late Lucy"), seat=seat, affiliation="Autism Trust")
    reviewed = members.a_member(person=members.a_person("Away Ali"))
    confirm_interests(reviewed.person, by=None)
    members.an_open_review(reviewed)
    members.a_nomination(person=members.a_person("New Nia"))
    members.a_former_member(person=members.a_person("Old Omar"))
    return good


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Good Gwen", "Late Lucy", "Away Ali", "New Nia"}),
        ("?q=gwen", {"Good Gwen"}),
        ("?q=autism", {"Late Lucy"}),
        ("?status=nominated", {"New Nia"}),
        ("?status=ended", {"Old Omar"}),
        ("?status=all", {"Good Gwen", "Late Lucy", "Away Ali", "New Nia", "Old Omar"}),
        ("?attention=accept", {"Late Lucy"}),
        ("?attention=confirm", {"Late Lucy"}),
        ("?attention=review", {"Away Ali"}),
        ("?status=nonsense", set()),
        ("?q=%00%27%25", None),
        ("?constituency=999999", None),
    ],
)
def test_each_filter_finds_matching_rows(as_coordinator, group, query, found):
    response = as_coordinator.get(f"/staff/members/{query}")
    assert response.status_code == 200
    if found is not None:
        assert {membership.person.name for membership in response.context["object_list"]} == found


def test_the_coordinator_sees_what_needs_attention(as_coordinator, group):
    context = as_coordinator.get("/staff/members/").context
    assert (context["to_accept"], context["to_confirm"], context["open_reviews"]) == (1, 1, 1)


def test_an_old_confirmation_is_shown_as_due(as_coordinator, group):
    confirm_interests(
        members.a_member(person=members.a_person("Slow Sam")).person,
        by=None,
        now=dt.datetime(2021, 1, 5, 12, tzinfo=dt.UTC),
    )
    page = as_coordinator.get("/staff/members/?q=slow").content.decode()
    assert "too long ago" in page
    assert "5 January 2021" in page


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/staff/members/people/?q=gwen", "Good Gwen"),
        ("/staff/members/interests/?q=hillview&status=current", "Hillview School"),
    ],
)
def test_people_and_interests_are_found(as_coordinator, group, address, found):
    members.an_interest(group.person)
    assert found in as_coordinator.get(address).content.decode()
    assert found not in as_coordinator.get(address.replace("q=", "q=zzz")).content.decode().partition("app-filter")[2]


def file_of(client, address):
    text = b"".join(client.get(address).streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_members_download_holds_the_filtered_rows(as_coordinator, group):
    found = file_of(as_coordinator, "/staff/members/?attention=accept&format=csv")
    assert [row["Name"] for row in found] == ["Late Lucy"]
    assert (found[0]["Role accepted"], found[0]["Interests confirmed"], found[0]["Status"]) == ("not yet", "", "active")
    assert found[0]["Who they represent"] == "Autism Trust"


@pytest.mark.parametrize(
    ("address", "heading", "name"),
    [
        ("/staff/members/people/", "Name", "Good Gwen"),
        ("/staff/members/interests/", "Name", "Good Gwen"),
        ("/staff/members/seats/", "Held by", "Good Gwen"),
        ("/staff/members/reviews/", "Member", "Away Ali"),
    ],
)
def test_every_list_of_people_can_be_downloaded(as_coordinator, group, address, heading, name):
    members.an_interest(group.person)
    assert name in {row[heading] for row in file_of(as_coordinator, f"{address}?format=csv")}
    assert as_coordinator.get(f"{address}?format=xlsx").content.startswith(b"PK")
    assert "Download this list" in as_coordinator.get(address).content.decode()


def test_what_a_member_said_before_a_review_stays_on_its_page(as_coordinator, group):
    assert "The member said" not in file_of(as_coordinator, "/staff/members/reviews/?format=csv")[0]
    assert "The member said" in as_coordinator.get("/staff/members/reviews/").content.decode()


def test_open_reviews_are_listed_before_closed_ones(as_coordinator, group):
    members.a_decided_review(members.a_member(person=members.a_person("Settled Sue")))
    shown = as_coordinator.get("/staff/members/reviews/").context["object_list"]
    assert [review.membership.person.name for review in shown] == ["Away Ali", "Settled Sue"]
    found = as_coordinator.get("/staff/members/reviews/?status=decided").context["object_list"]
    assert [review.membership.person.name for review in found] == ["Settled Sue"]
