"""What was published by mistake is taken back: a paper withdrawn or replaced, an item made private."""

import datetime as dt

import pytest

from answers.models import Commitment
from common.documents import store_document
from common.errors import DomainError
from issues.services.own_issues import withdraw_issue
from meetings.models import Paper
from meetings.rules import PrivateKind
from meetings.services.agenda import publish_agenda
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.minutes import resolve, save_minute
from meetings.services.papers import replace_paper, withdraw_paper
from meetings.services.private_items import make_private
from tests.factories import accounts, issues
from tests.factories import meetings as make
from tests.factories.issues import keys_of
from tests.meetings.staff import address, sent, text_of

NAME = "Zebedee Quillfeather"
GONE = 410


@pytest.fixture
def paper(coming):
    item = make.an_item(coming, "Travel to school")
    document = store_document(f"About {NAME}.".encode(), name="travel.txt")
    row = make.a_paper(item, f"Travel of {NAME}", text=f"{NAME} waits for the bus.", document=document)
    publish_agenda(coming, by=None)
    return row


def page_of(client, meeting):
    """Return the words of a meeting's public page, on one line."""
    return " ".join(text_of(client.get(f"/meetings/{meeting.slug}/")).split())


def addresses_of(paper):
    page = f"/meetings/{paper.item.meeting.slug}/papers/{paper.pk}/"
    return page, f"{page}file/"


def answers_at(client, paper):
    """Return status and words of both addresses of a paper: its page and its file."""
    answers = [client.get(one) for one in addresses_of(paper)]
    return [(answer.status_code, " ".join(answer.getvalue().decode().split())) for answer in answers]


def withdraw(as_coordinator, paper, reason="It named a child."):
    meeting = paper.item.meeting
    return sent(as_coordinator, address(meeting, f"papers/{paper.pk}/withdraw/"), {"reason": reason})


def test_withdrawn_paper_is_gone_for_the_public_and_members_at_once(as_coordinator, as_member, as_anyone, paper):
    assert all(status == 200 and NAME in words for status, words in answers_at(as_anyone, paper))
    assert "Paper withdrawn." in withdraw(as_coordinator, paper)
    for client in (as_anyone, as_member):
        answers = answers_at(client, paper)
        assert [status for status, _words in answers] == [GONE, GONE]
        assert not any(NAME in words for _status, words in answers)
        assert "It was withdrawn on 20 February 2026: It named a child." in answers[0][1]
    assert all(status == 200 and NAME in words for status, words in answers_at(as_coordinator, paper))


def test_everybody_reads_when_and_why_where_a_paper_was_without_its_title(as_coordinator, as_member, as_anyone, paper):
    withdraw(as_coordinator, paper)
    meeting = paper.item.meeting
    pack = " ".join(text_of(as_member.get(f"/my/meetings/{meeting.slug}/")).split())
    for words in (page_of(as_anyone, meeting), pack):
        assert "A paper was withdrawn on 20 February 2026: It named a child." in words
        assert NAME not in words
    assert NAME in text_of(as_coordinator.get(address(meeting, "agenda/")))


def test_withdrawing_asks_for_the_reason_and_happens_once(as_coordinator, paper):
    form = address(paper.item.meeting, f"papers/{paper.pk}/withdraw/")
    assert as_coordinator.post(form, {"reason": ""}).context["form"].errors["reason"]
    withdraw(as_coordinator, paper)
    assert "already been withdrawn" in text_of(as_coordinator.get(form, follow=True))


def test_replaced_paper_is_gone_for_the_public_and_leads_to_the_newer_one(as_anyone, as_member, paper):
    newer = replace_paper(paper, "Travel", text="A child waits.", urgency_reason="It named a child", by=None)
    for status, words in answers_at(as_anyone, paper):
        assert (status, NAME in words) == (GONE, False)
        assert addresses_of(newer)[0] in words
        assert "It was replaced by a newer one on 20 February 2026." in words
    assert [status for status, _words in answers_at(as_member, paper)] == [200, 200]


def test_withdrawing_takes_the_earlier_versions_along(as_anyone, as_member, coordinator, paper):
    newer = replace_paper(paper, f"{NAME} again", text=f"{NAME}.", urgency_reason="Late", by=None)
    withdraw_paper(newer, "It named a child.", by=coordinator)
    for client in (as_anyone, as_member):
        for one in (paper, newer):
            assert not any(NAME in words for _status, words in answers_at(client, one))
    assert page_of(as_anyone, paper.item.meeting).count("It named a child.") == 1


def test_newer_paper_beside_a_withdrawn_one_leaves_the_word_of_it(as_anyone, coordinator, paper):
    withdraw_paper(paper, "It named a child.", by=coordinator)
    replace_paper(make.fresh(paper), "Travel, without names", text="A child.", urgency_reason="Corrected", by=None)
    words = page_of(as_anyone, paper.item.meeting)
    assert "Travel, without names" in words
    assert "It named a child." in words
    assert [status for status, _words in answers_at(as_anyone, paper)] == [GONE, GONE]


def test_withdrawn_paper_for_members_does_not_exist_for_the_public(as_anyone, as_member, coordinator, published):
    paper = Paper.objects.get(is_for_members_only=True)
    withdraw_paper(paper, "It named drivers.", by=coordinator)
    page = addresses_of(paper)[0]
    assert as_anyone.get(page).status_code == 404
    assert as_member.get(page).status_code == GONE
    assert "It named drivers." not in page_of(as_anyone, published)


def test_paper_of_an_unpublished_agenda_is_removed_instead(coordinator, coming):
    paper = make.a_paper(make.an_item(coming))
    with pytest.raises(DomainError, match="Remove the paper instead"):
        withdraw_paper(paper, "Wrong", by=coordinator)


def hide(as_coordinator, item, kind=PrivateKind.ONE_FAMILY):
    data = {"private_kind": kind, "private_reason": "A child was named"}
    return sent(as_coordinator, address(item.meeting, f"items/{item.pk}/private/"), data)


def test_published_item_is_made_private_and_the_public_reads_the_kind_of_reason(
    as_coordinator, as_member, as_anyone, paper
):
    item = paper.item
    assert "Item made private." in hide(as_coordinator, item)
    public = page_of(as_anyone, item.meeting)
    assert "Travel to school" not in public
    assert f"Item {item.number}: it is about one person or family." in public
    assert "It was taken out of public on 20 February 2026." in public
    assert "A child was named" not in public
    assert [as_anyone.get(one).status_code for one in addresses_of(paper)] == [404, 404]
    pack = text_of(as_member.get(f"/my/meetings/{item.meeting.slug}/"))
    assert "Travel to school" in pack
    assert "A child was named" in pack


def test_public_reads_how_many_private_items_there_are_and_why_but_not_what(as_anyone, published):
    make.an_item(
        published,
        "A letter of the solicitor",
        is_private=True,
        private_kind=PrivateKind.LEGAL,
        private_reason="Advice on the Smith tribunal",
        urgency_reason="It came today",
    )
    page = page_of(as_anyone, published)
    assert "The group also talks about 2 items in private." in page
    assert "it is legal advice." in page
    assert "for another reason, which the group has recorded." in page
    for hidden in ("solicitor", "Smith", "A tender", "Prices"):
        assert hidden not in page


def test_agenda_without_private_items_says_nothing_of_them(as_anyone, coming):
    publish_agenda(coming, by=None)
    assert "in private" not in page_of(as_anyone, coming)


@pytest.fixture
def resolved(coordinator):
    """A commitment of approved minutes, whose item names a child."""
    meeting = make.a_held_meeting(on=dt.date(2026, 1, 20))
    item = meeting.items.first()
    words, spoke = f"Write to {NAME}.", f"{NAME} spoke."
    made = resolve(item, words, "The chair", dt.date(2026, 5, 1), put_back=keys_of(words), by=coordinator)
    save_minute(item, spoke, make.fresh(item).minute_version, put_back=keys_of(spoke), by=coordinator)
    circulate_minutes(make.fresh(meeting), by=coordinator)
    later = make.a_meeting_with_agenda(dt.date(2026, 2, 19))
    approve_minutes(make.fresh(meeting), later, by=accounts.coordinator())
    return Commitment.objects.get(resolution=made)


def test_item_made_private_leaves_approved_minutes_their_versions_and_the_ledger(
    as_anyone, as_coordinator, resolved, coordinator
):
    item = resolved.resolution.item
    page = item.meeting.get_absolute_url()
    version, ledger = f"{page}minutes/2/", resolved.get_absolute_url()
    assert all(NAME in text_of(as_anyone.get(one)) for one in (page, version, ledger))
    make_private(item, PrivateKind.ONE_FAMILY, "It named a child", by=coordinator)
    assert as_anyone.get(ledger).status_code == 404
    for one in (page, version, f"{page}minutes/"):
        assert NAME not in text_of(as_anyone.get(one)), one
    assert "it is about one person or family" in text_of(as_anyone.get(version))
    assert NAME in text_of(as_coordinator.get(version))


def test_item_of_a_draft_agenda_made_private_goes_behind_the_public_ones(as_coordinator, coming):
    title, count = coming.items.first().title, coming.items.count()
    hide(as_coordinator, coming.items.first(), PrivateKind.EARLY)
    rows = list(coming.items.values_list("number", "title", "made_private_on"))
    assert [number for number, _title, _on in rows] == list(range(1, count + 1))
    assert rows[-1][1:] == (title, None)


def test_new_private_item_needs_the_words_that_everybody_reads(as_coordinator, coming):
    data = {"title": "A tender", "kind": "discuss", "is_private": "on", "private_reason": "Prices"}
    page = as_coordinator.post(address(coming, "agenda/add/"), data)
    assert page.context["form"].errors["private_kind"]


def test_why_a_meeting_was_put_off_loses_the_words_of_an_issue_that_is_withdrawn(as_anyone):
    said = "My daughter waits for the bus in the rain every morning."
    issue = issues.published_issue(original_text=said, edited_text=said)
    meeting = make.a_postponed_meeting(reason=f"A parent wrote: {said}")
    withdraw_issue(issue)
    assert "daughter waits" not in make.fresh(meeting).status_reason
    assert "daughter waits" not in as_anyone.get(meeting.get_absolute_url()).content.decode()
