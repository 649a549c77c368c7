"""A member's own pages: reply, pack, declaration (M10, M8, T3)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import clock
from meetings.models import Declaration, Reply
from meetings.services.replies import reply
from members.services.interests import register_interest
from tests.factories import accounts, members
from tests.factories import meetings as make
from tests.filling import save
from tests.signing_in import sign_in


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_my_meetings_show_my_reply(as_member, published):
    assert "You have not replied yet." in text_of(as_member.get("/my/meetings/"))
    data = {"kind": "substitute", "substitute_name": "Sam Lowe", "needs": "A ramp"}
    page = text_of(save(as_member, f"/my/meetings/{published.slug}/reply/", data, follow=True))
    assert "Thank you. We have your reply." in page
    assert "Somebody will come for me (Sam Lowe)" in " ".join(text_of(as_member.get("/my/meetings/")).split())
    form = as_member.get(f"/my/meetings/{published.slug}/reply/").context["form"]
    assert form["needs"].value() == "A ramp"


def test_access_needs_are_filled_in_from_the_last_reply(as_member, as_coordinator, membership, published):
    earlier = make.a_scheduled_meeting(published.on + clock.DAY)
    reply(earlier, membership, "attend", needs="A ramp", reason="At noon", by=None)
    address = f"/my/meetings/{published.slug}/reply/"
    for page in (
        as_member.get(address),
        as_coordinator.get(f"/staff/meetings/{published.slug}/replies/{membership.pk}/"),
    ):
        form = page.context["form"]
        assert (form["needs"].value(), form["reason"].value(), form["kind"].value()) == ("A ramp", None, None)
    save(as_member, address, {"kind": "attend", "needs": ""})
    assert as_member.get(address).context["form"]["needs"].value() == ""


def test_another_members_access_needs_are_not_filled_in(as_member, published):
    other = members.a_member()
    reply(published, other, "attend", needs="A ramp", by=None)
    assert as_member.get(f"/my/meetings/{published.slug}/reply/").context["form"]["needs"].value() == ""


def test_a_substitute_without_a_name_is_refused_at_the_field(as_member, published):
    response = save(as_member, f"/my/meetings/{published.slug}/reply/", {"kind": "substitute"})
    assert response.context["form"].errors["substitute_name"] == ["Give the name of the substitute."]


def test_the_reply_of_a_member_with_two_seats_counts_for_both(as_member, membership, published):
    members.a_member(person=membership.person)
    save(as_member, f"/my/meetings/{published.slug}/reply/", {"kind": "attend"})
    assert Reply.objects.count() == 2


def test_a_member_can_only_declare_their_own_interest(as_member, membership, published):
    interest = register_interest(membership.person, "Bus company", "driver", by=None)
    item = published.items.first()
    data = {"item": item.pk, "interest": interest.pk, "nature": "Drives the bus", "name": "Somebody else", "label": "z"}
    as_member.post(f"/my/meetings/{published.slug}/declare/", data)
    row = Declaration.objects.get()
    assert (row.person, row.name, row.label, row.interest) == (membership.person, "Ann Lowe", "", interest)


def test_another_members_interest_cannot_be_chosen(as_member, published):
    other = register_interest(members.a_person("Ben Roe"), "Bus company", "driver", by=None)
    response = as_member.post(
        f"/my/meetings/{published.slug}/declare/", {"interest": other.pk, "nature": "Drives the bus"}
    )
    assert "interest" in response.context["form"].errors


def test_the_co_ordinator_can_read_the_pack_but_not_reply(as_coordinator, published):
    pack = text_of(as_coordinator.get(f"/my/meetings/{published.slug}/"))
    assert "A tender" in pack
    assert "Declare an interest" not in pack
    assert as_coordinator.get(f"/my/meetings/{published.slug}/reply/").status_code == 403
    assert as_coordinator.get(f"/my/meetings/{published.slug}/declare/").status_code == 404


@pytest.mark.parametrize("rest", ["", "spring-2026/", "spring-2026/reply/", "spring-2026/approve/"])
def test_a_parent_has_no_meetings_of_their_own(client, published, rest):
    assert client.get(f"/my/meetings/{rest}").status_code == 302
    sign_in(client, accounts.parent())
    assert client.get(f"/my/meetings/{rest}").status_code == 403


def test_an_unpublished_agenda_is_not_in_the_pack(as_member, coming):
    make.an_item(coming, "Travel to school")
    page = text_of(as_member.get(f"/my/meetings/{coming.slug}/"))
    assert "Travel to school" not in page
    assert "The agenda and papers will be here by Monday 2 March 2026." in page


def test_my_pages_stay_within_their_query_limit(as_member, published):
    for url in ("/my/meetings/", f"/my/meetings/{published.slug}/"):
        with CaptureQueriesContext(connection) as captured:
            assert as_member.get(url).status_code == 200
        assert len(captured) <= 20
