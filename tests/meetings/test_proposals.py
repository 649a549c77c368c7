"""An item that touches an interest proposes the declaration to the member and the co-ordinator (M8)."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError
from meetings.models import Declaration, Dismissal
from meetings.naming import is_named, is_same_body, shared_words
from meetings.proposals import proposals_at
from meetings.services.agenda import publish_agenda
from meetings.services.declarations import declare
from meetings.services.proposals import declare_proposed, dismiss_proposed, proposed_to, proposed_to_staff
from members.models import Dispute
from members.services.disputes import say_dispute
from members.services.interests import end_interest, register_interest
from tests.counting import cost
from tests.factories import accounts, answers, consultations, issues, members
from tests.factories import meetings as make
from tests.signing_in import sign_in

# (body of the register, words of the agenda, does it name the body)
NAMED = (
    ("Hillside School", "Transport to Hillside School", True),
    ("Hillside School", "Hillside: a new bus", True),
    ("Hillside Primary School", "Places at Hillside school", True),
    ("Hillside School", "HILLSIDE’S new building", True),
    ("The Hillside School", "hillside", True),
    ("St Mary's School", "Saint Mary’s and its bus", True),
    ("Ashby Vale Carers", "What the Ashby Vale carers said", True),
    ("Action for Ashby", "A grant for Action for Ashby", True),
    ("School Council", "Report of the school council", True),
    ("Hillside School", "Schools on the hill side", False),
    ("Hillside School", "Hillsider magazine", False),
    ("Hill School", "Hillside School", False),
    ("Hillside School", "The school and its service", False),
    ("County Council", "What the council said of the county", False),
    ("School Service", "The service for schools", False),
    ("School", "Transport to school", False),
    ("Council", "The council's answer", False),
    ("Ashby Vale Carers", "Ashby: parking", False),
    ("Ashby Vale Carers", "The vale of Ashby", False),
    ("St Mary's School", "Mary Jones reports", False),
    ("ARC", "The search for parking", False),
    ("Marlshire Parents", "Short breaks in Marlshire", False),
    ("", "Anything", False),
    ("---", "---", False),
)
COUNTY = shared_words(["Marlshire County Council", "Marlshire Health Trust", "Ashby Academy"])


@pytest.mark.parametrize(("body", "text", "is_so"), NAMED)
def test_body_is_named_by_its_whole_telling_words_and_never_by_a_fragment(body, text, is_so):
    assert is_named(body, text, COUNTY) is is_so


@pytest.mark.parametrize(
    ("body", "agency", "is_so"),
    [
        ("Marlshire County Council", "Marlshire County Council", True),
        ("marlshire county council", "Marlshire County Council: School Travel", True),
        ("Marlshire County Council", "Marlshire Health Trust", False),
        ("Marlshire", "Marlshire Health Trust", False),
        ("Marlshire Health", "Marlshire Healthcare Trust", False),
        ("Council", "County Council", False),
    ],
)
def test_body_of_the_register_is_the_agency_or_what_the_agency_is_a_part_of(body, agency, is_so):
    assert is_same_body(body, agency) is is_so


@pytest.fixture
def person(membership):
    return membership.person


@pytest.fixture
def governor(person, coordinator):
    return register_interest(person, "Hillside School", "governor", by=coordinator)


@pytest.fixture
def item(coming, coordinator):
    return make.an_item(coming, "A new bus to Hillside", by=coordinator)


@pytest.fixture
def meeting(item, coordinator):
    return publish_agenda(item.meeting, by=coordinator)


def pack(client, meeting):
    return " ".join(client.get(f"/my/meetings/{meeting.slug}/").content.decode().split())


def staff_page(client, meeting):
    return " ".join(client.get(f"/staff/meetings/{meeting.slug}/declarations/").content.decode().split())


def keys(meeting, person):
    return [one.key for one in proposed_to(meeting, person.user)]


def address(meeting, item, source, what):
    kind = "dispute" if isinstance(source, Dispute) else "interest"
    return f"/my/meetings/{meeting.slug}/proposed/{item.pk}/{kind}/{source.pk}/{what}/"


def test_member_and_coordinator_are_shown_why(as_member, as_coordinator, governor, meeting):
    assert "This item names Hillside School, where you registered an interest as governor." in pack(as_member, meeting)
    page = staff_page(as_coordinator, meeting)
    assert "The item names Hillside School, where they registered an interest as governor." in page
    assert governor.person.name in page


def test_another_member_is_not_asked(governor, meeting):
    assert "Hillside School" not in pack(sign_in(Client(), members.a_member().person.user), meeting)


def test_one_press_declares_it_in_the_words_of_the_register_and_twice_declares_once(as_member, governor, item, meeting):
    where = address(meeting, item, governor, "declare")
    for _press in range(2):
        assert as_member.post(where).status_code == 302
    declaration = Declaration.objects.get()
    assert (declaration.item, declaration.interest, declaration.nature) == (item, governor, "governor, Hillside School")
    assert keys(meeting, governor.person) == []
    assert "you do not get its papers or draft minutes" in pack(as_member, meeting)


def test_it_does_not_affect_me_sets_it_aside_and_the_coordinator_still_sees_it(
    as_member, as_coordinator, governor, item, meeting
):
    assert as_member.post(address(meeting, item, governor, "dismiss")).status_code == 302
    assert "Does this affect you?" not in pack(as_member, meeting)
    assert "They said on 20 February 2026 that it does not affect them." in staff_page(as_coordinator, meeting)
    assert AuditEntry.objects.filter(verb="set_aside_proposal").count() == 1
    as_member.post(address(meeting, item, governor, "dismiss"))
    assert Dismissal.objects.count() == 1


def test_coordinator_records_it_for_the_member_also_where_they_set_it_aside(
    as_coordinator, governor, item, meeting, person
):
    dismiss_proposed(meeting, (item.pk, "interest", governor.pk), by=person.user)
    where = f"/staff/meetings/{meeting.slug}/proposed/{item.pk}/interest/{governor.pk}/record/"
    assert as_coordinator.post(where).status_code == 302
    assert Declaration.objects.get().person == person


def test_nobody_declares_or_sets_aside_what_is_proposed_to_another(governor, item, meeting):
    other = members.a_member().person.user
    key = (item.pk, "interest", governor.pk)
    with pytest.raises(DomainError, match="already"):
        declare_proposed(meeting, key, to=proposed_to, by=other)
    with pytest.raises(DomainError, match="already"):
        dismiss_proposed(meeting, key, by=other)


def test_made_up_kind_is_refused_in_words(as_member, governor, item, meeting):
    where = f"/my/meetings/{meeting.slug}/proposed/{item.pk}/nonsense/{governor.pk}/declare/"
    assert "declared or set aside already" in as_member.post(where, follow=True).content.decode()


def test_whoever_declared_in_the_item_or_the_whole_meeting_is_not_asked(governor, item, meeting, person, coordinator):
    declaration = declare(meeting, nature="All of it", person=person, by=coordinator)
    assert keys(meeting, person) == []
    declaration.delete()
    declare(meeting, item, nature="This one", person=person, by=coordinator)
    assert keys(meeting, person) == []


def test_ended_interest_proposes_nothing(governor, meeting, person, coordinator):
    end_interest(governor, by=coordinator)
    assert keys(meeting, person) == []


def test_item_that_the_member_may_not_read_yet_is_proposed_to_staff_alone(governor, item, coming, person, coordinator):
    assert keys(coming, person) == []
    assert len(proposed_to_staff(coming, coordinator)) == 1


def test_paper_that_names_the_body_touches_it(person, coming, coordinator):
    interest = register_interest(person, "Ashby Vale Carers", "trustee", by=coordinator)
    item = make.an_item(coming, "Short breaks", by=coordinator)
    make.a_paper(item, "Figures", report_of="Ashby Vale Carers", by=coordinator)
    assert [one.source for one in proposals_at(coming, coming.items.all())] == [interest]


def test_presentation_theme_issue_and_consultation_touch_their_agency(person, coming, coordinator):
    agency = accounts.agency("Marlshire Health Trust")
    register_interest(person, "Marlshire Health Trust", "employee", by=coordinator)
    theme = issues.theme(by=coordinator)
    issues.logged_issue(theme=theme, by=coordinator)
    presentation = answers.presentation_of(theme=theme, agency=agency, by=coordinator)
    alone = issues.logged_issue(by=coordinator)
    answers.presentation_of(alone, agency=agency, by=coordinator)
    about = [{"presentation": presentation}, {"theme": theme}, {"issue": alone}]
    about.append({"consultation": consultations.a_draft(agency=agency)})
    items = [make.an_item(coming, f"About {place}", by=coordinator, **one) for place, one in enumerate(about)]
    found = proposals_at(coming, coming.items.filter(pk__in=[item.pk for item in items]))
    assert [one.item for one in found] == items
    assert {one.agency for one in found} == {agency}
    assert "This item is about Marlshire Health Trust." in found[0].reason


def test_private_interest_is_declared_without_its_name(person, coming, coordinator):
    register_interest(person, "Hillside School", "parent", is_private=True, by=coordinator)
    make.an_item(coming, "A new bus to Hillside", by=coordinator)
    meeting = publish_agenda(coming, by=coordinator)
    [key] = keys(meeting, person)
    assert "Hillside" not in declare_proposed(meeting, key, to=proposed_to, by=person.user).nature


# --- a dispute, said privately --------------------------------------------------------------------


@pytest.fixture
def agency(today):
    return accounts.agency("Stonefield Health Trust")


@pytest.fixture
def dispute(person, agency):
    return say_dispute(person, agency, clock.today() + dt.timedelta(days=200), by=person.user)


@pytest.fixture
def about_agency(dispute, coming, coordinator):
    make.an_item(coming, "Waiting times at Stonefield", by=coordinator)
    return publish_agenda(coming, by=coordinator)


def test_dispute_prompts_the_member_and_the_coordinator_and_nobody_else(as_member, as_coordinator, about_agency):
    assert "You told us privately that you are in dispute with them." in pack(as_member, about_agency)
    assert "They told you privately that they are in dispute with them." in staff_page(as_coordinator, about_agency)
    other = sign_in(Client(), members.a_member().person.user)
    for client in (other, Client()):
        for where in (f"/my/meetings/{about_agency.slug}/", f"/meetings/{about_agency.slug}/", "/members/interests/"):
            assert "dispute" not in client.get(where, follow=True).content.decode()


def test_record_says_nothing_of_the_dispute(as_member, about_agency, dispute):
    item = about_agency.items.get(title__startswith="Waiting")
    as_member.post(address(about_agency, item, dispute, "declare"))
    declaration = Declaration.objects.get()
    assert (declaration.nature, declaration.interest) == ("A personal interest", None)


def test_nothing_is_proposed_once_the_day_is_over(about_agency, dispute):
    with clock.frozen(dispute.ends_on):
        assert [one.source for one in proposals_at(about_agency, about_agency.items.all())] == [dispute]
    with clock.frozen(dispute.ends_on + clock.DAY):
        assert proposals_at(about_agency, about_agency.items.all()) == []


def test_audit_trail_names_neither_the_agency_nor_the_dispute(dispute, agency):
    entry = AuditEntry.objects.get(verb="say_privately")
    assert agency.name not in f"{entry.object_name} {entry.reason} {entry.detail}"


def test_page_takes_the_same_queries_for_one_proposal_and_for_many(as_coordinator, person, coming, coordinator):
    make.an_item(coming, "Hillside 0", by=coordinator)
    register_interest(person, "Hillside School", "governor", by=coordinator)
    where = f"/staff/meetings/{coming.slug}/declarations/"
    few = cost(as_coordinator, where)
    for place in range(11):
        make.an_item(coming, f"Hillside {place + 1}", by=coordinator)
        register_interest(members.a_member().person, "Hillside School", f"governor {place}", by=coordinator)
    assert cost(as_coordinator, where) == few
    assert len(proposed_to_staff(coming, coordinator)) == 144
