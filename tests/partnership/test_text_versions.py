"""The earlier versions of every shared text: kept with who saved them, shown to who may, erased when taken back."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from answers.models import FormalResponse, YouSaidEntry
from answers.services.responses import discard_draft, save_response_draft
from answers.services.you_said import save_entry
from common import clock
from common.errors import DomainError, StaleEdit
from common.models import TextVersion, VersionedText
from consultations.services.preparing import edit_consultation
from governance.services.documents import load_shipped, load_version
from governance.services.files import VersionRead
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from issues.services.words import edit_issue
from meetings.models import NotedPoint
from meetings.services.agenda import edit_item, remove_item
from meetings.services.approval import amend_minutes
from meetings.services.minutes import edit_point, note_point, remove_point, save_minute
from members.services.reviews import record_member_said
from members.services.roles import draft_role_version
from tests.factories import accounts
from tests.factories import answers as make_answers
from tests.factories import consultations as make_consultations
from tests.factories import issues as make_issues
from tests.factories import meetings as make_meetings
from tests.factories import members as make_members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(db):
    return accounts.coordinator(name="Wanda Writer")


@pytest.fixture
def staff(client, writer):
    return sign_in(client, writer)


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def shown(client, name, *args, **query):
    """Return the page of the versions of a text, and what differs between the last two."""
    page = client.get(reverse(name, args=args), query)
    assert page.status_code == 200
    return page, dict(page.context["parts"])


# --- an issue's edited words

NAMED = "The bus to Elm School is late."


@pytest.fixture
def issue(writer):
    """An issue edited twice: the first words still named the school."""
    issue = make_issues.acknowledged_issue(by=writer)
    issue = edit_issue(issue, title="Bus", edited_text=NAMED, version=0, put_back=["elm school"], by=writer)
    return edit_issue(issue, title="Bus", edited_text="The bus is late.", version=1, by=writer)


def test_both_edits_of_an_issue_are_compared_field_by_field(staff, issue):
    page, parts = shown(staff, "issues:issue_versions", issue.reference)
    assert parts == {
        "Title": [],
        "What others may read": [("theirs", "The bus to Elm School is late."), ("mine", "The bus is late.")],
    }
    assert "Wanda Writer" in page.content.decode()
    assert (
        reverse("issues:issue_versions", args=[issue.reference])
        in staff.get(reverse("issues:staff_issue_detail", args=[issue.reference])).content.decode()
    )


def test_the_parent_and_the_public_never_read_earlier_words(issue):
    address = reverse("issues:issue_versions", args=[issue.reference])
    assert Client().get(address).status_code == 302
    for user in (accounts.parent(), accounts.member_user(), accounts.officer(), accounts.safeguarding_lead()):
        assert sign_in(Client(), user).get(address).status_code == 403


def test_earlier_words_of_an_issue_out_of_sight_are_out_of_sight(staff, issue):
    hide_issue(issue, reason="A worry", by=None)
    assert staff.get(reverse("issues:issue_versions", args=[issue.reference])).status_code == 404
    assert TextVersion.objects.count() == 2


def test_earlier_words_go_when_the_parent_takes_the_issue_back(issue):
    withdraw_issue(issue)
    assert not TextVersion.objects.exists()
    assert fresh(issue).edit_version == 2
    with pytest.raises(DomainError, match="can no longer be changed"):
        edit_issue(issue, title="Bus", edited_text=NAMED, version=1, by=None)


# --- answers


@pytest.fixture
def officer(db):
    return accounts.officer(of=accounts.agency("Northshire Council"), name="Olive Officer")


@pytest.fixture
def draft(officer):
    """An agency's draft, saved twice by its officer."""
    agency = officer.grants.get().agency
    presentation = make_answers.presentation_of(make_issues.logged_issue(), agency=agency)
    item = presentation.items.get()
    for version, text in enumerate(("We will look.", "We will act.")):
        answer = {"item": item, "outcome": "agreed", "text": text}
        draft = save_response_draft(presentation, summary="", answers=[answer], version=version, by=officer)
    return draft


def test_officers_compare_their_own_draft_item_by_item(client, officer, draft):
    page, parts = shown(sign_in(client, officer), "answers:response_versions", draft.presentation.reference)
    agreed = [("same", "Agreed"), ("same", "")]
    assert parts == {"Summary": [], "Item 1": [*agreed, ("theirs", "We will look."), ("mine", "We will act.")]}
    assert "Olive Officer" in page.content.decode()


def test_a_draft_is_nobody_elses(draft, staff):
    address = reverse("answers:response_versions", args=[draft.presentation.reference])
    assert staff.get(address).status_code == 403
    assert sign_in(Client(), accounts.officer(of=accounts.agency("Health"))).get(address).status_code == 404


def test_a_draft_thrown_away_takes_its_versions_along(draft, officer):
    words = draft.words_id
    discard_draft(draft, by=officer)
    assert not FormalResponse.objects.exists()
    assert not VersionedText.objects.filter(pk=words).exists()
    assert not TextVersion.objects.filter(of=words).exists()


def test_an_entry_keeps_the_words_it_was_drafted_with(staff, writer):
    make_answers.responded_issue()
    entry = YouSaidEntry.objects.get()
    drafted = entry.we_did
    save_entry(entry, you_said="Buses.", kind=entry.kind, we_did="Five more.", version=0, by=writer)
    _page, parts = shown(staff, "answers:entry_versions", entry.pk)
    assert ("mine", "Five more.") in parts["In words"]
    assert parts["What came of it"] == []
    assert [line for kind, line in parts["In words"] if kind == "theirs"] == drafted.splitlines()
    assert fresh(entry).version == 1


# --- a consultation, an agenda, the minutes, a role, a review, the terms


def test_the_information_of_a_consultation_is_compared(staff, writer):
    draft = make_consultations.a_draft(summary="Short.")
    edit_consultation(draft, summary="Shorter.", version=0, by=writer)
    page, parts = shown(staff, "consultations:consultation_versions", draft.slug)
    assert parts["In short"] == [("theirs", "Short."), ("mine", "Shorter.")]
    assert "Original version" in page.content.decode()
    with pytest.raises(StaleEdit) as stale:
        edit_consultation(fresh(draft), summary="Other.", version=0, by=writer)
    assert "Shorter." in stale.value.theirs


def test_the_words_of_an_item_are_compared_and_go_with_it(staff, writer):
    item = make_meetings.an_item(title="Buses")
    edit_item(item, title="Buses and taxis", version=0, by=writer)
    _page, parts = shown(staff, "meetings:item_versions", item.meeting.slug, item.pk)
    assert parts["Title"] == [("theirs", "Buses"), ("mine", "Buses and taxis")]
    remove_item(item, by=writer)
    assert not VersionedText.objects.exists()


@pytest.fixture
def minuted(writer):
    """An item whose minute was written, with a point noted, which was then changed and removed."""
    item = make_meetings.a_held_meeting().items.order_by("number").first()
    save_minute(item, "We talked.", 0, by=writer)
    point = note_point(item, "A point", by=writer)
    edit_point(point, "A better point", 1, by=writer)
    remove_point(NotedPoint.objects.get(), by=writer)
    return fresh(item)


def test_the_minute_of_an_item_is_compared_with_what_was_noted(staff, minuted):
    page, parts = shown(staff, "meetings:minute_versions", minuted.meeting.slug, minuted.pk)
    assert parts["The group noted"] == [("theirs", "A better point")]
    assert parts["Minute"] == []
    assert page.content.decode().count("Wanda Writer") == 3
    assert minuted.minute_version == 3


def test_a_minute_without_a_change_since_is_saved_and_an_older_edit_is_not(minuted):
    note_point(minuted, "Another point", by=None)
    assert save_minute(minuted, "We agreed.", 3, by=None).minute_version == 4
    with pytest.raises(StaleEdit) as stale:
        save_minute(minuted, "We parted.", 3, by=None)
    assert stale.value.theirs == "We agreed."


def test_approved_and_amended_minutes_are_compared_by_everybody(writer):
    meeting = make_meetings.an_approved_meeting()
    item = meeting.items.exclude(minute="").first()
    amend_minutes(meeting, {item.pk: "The group heard more."}, "It was more.", by=writer)
    page, parts = shown(Client(), "meetings:minutes_versions", meeting.slug)
    assert ("mine", "The group heard more.") in parts[f"{item.number}. {item.title}"]
    assert "amended" in page.content.decode()


def test_the_private_part_of_the_minutes_is_compared_by_the_group_alone(writer):
    meeting = make_meetings.a_meeting_with_agenda()
    make_meetings.an_item(
        meeting, title="A family", is_private=True, private_reason="It is about a family.", urgency_reason="Now."
    )
    meeting = make_meetings.an_approved_meeting(meeting=fresh(meeting))
    item = meeting.items.filter(is_private=False).first()
    amend_minutes(meeting, {item.pk: "The group heard more."}, "It was more.", by=writer)
    _page, parts = shown(Client(), "meetings:minutes_versions", meeting.slug)
    assert [title for title in parts if item.title in title]
    assert not [title for title in parts if "A family" in title]
    inside = sign_in(Client(), make_members.a_member().person.user)
    _page, parts = shown(inside, "meetings:minutes_versions", meeting.slug)
    assert [title for title in parts if "A family" in title]


def test_the_words_of_a_role_are_compared(staff, writer):
    role = make_members.a_role_description(text="Come to the meetings.")
    draft_role_version(role, "Come in time.", by=writer)
    page, parts = shown(staff, "members:role_description_versions", role.pk)
    assert [one.name for one in page.context["versions"]] == ["Version 2", "Version 1, published as version 1"]
    assert parts == {"": [("theirs", "Come to the meetings."), ("mine", "Come in time.")]}
    assert "Wanda Writer" in page.content.decode()


def test_a_member_compares_what_was_said_in_their_own_review_and_no_other_does():
    review = make_members.an_open_review()
    for version, text in enumerate(("Mornings.", "Mornings, and childcare.")):
        record_member_said(review, text, version=version, by=None)
    own = sign_in(Client(), review.membership.person.user)
    _page, parts = shown(own, "members:review_versions", review.pk)
    assert parts[""] == [("theirs", "Mornings."), ("mine", "Mornings, and childcare.")]
    other = sign_in(Client(), make_members.a_member().person.user)
    assert other.get(reverse("members:review_versions", args=[review.pk])).status_code == 404


def test_two_versions_of_the_terms_are_compared_clause_by_clause_once_in_force(client):
    today = timezone.localdate()
    first = load_shipped(by=None, now=clock.at(today - clock.DAY, dt.time(9)))[0]
    for number, on in ((2, today), (3, today.replace(year=today.year + 1, day=1))):
        clauses = (("M1", "Members", f"Words {number}.", ""), ("M0", "Members", "The same words.", ""))
        title, slug = first.document.title, first.document.slug
        load_version(VersionRead(slug, title, number, on, None, clauses))
    page, parts = shown(client, "governance:document_versions", first.document.slug)
    assert parts["M1"][-1] == ("mine", "Words 2.")
    assert list(parts)[:2] == ["M1", "M0"]
    assert "Version 3" not in page.content.decode()
    assert "In force from" in page.content.decode()


def test_clauses_without_a_change_are_named_in_one_line(client):
    today = timezone.localdate()
    document = load_shipped(by=None, now=clock.at(today - 2 * clock.DAY, dt.time(9)))[0].document
    for number, on in ((2, today - clock.DAY), (3, today)):
        same = [(name, "Members", "The same words.", "") for name in ("M0", "M2")]
        clauses = (("M1", "Members", f"Words {number}.", ""), *same)
        load_version(VersionRead(document.slug, document.title, number, on, None, clauses))
    page, parts = shown(client, "governance:document_versions", document.slug, older=2, newer=3)
    assert parts == {"M1": [("theirs", "Words 2."), ("mine", "Words 3.")]}
    assert "2 clauses unchanged" in page.content.decode()
    assert "M0, M2" in page.content.decode()
