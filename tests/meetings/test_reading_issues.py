"""The group reads what it discusses: members and substitutes, but not who declared an interest, nor outsiders."""

import datetime as dt

import pytest
from django.test import Client

from common import clock
from issues.models import ConflictOfInterest, GroupGuest, Issue
from issues.services.issues import hide_issue, record_consents
from issues.services.own_issues import withdraw_issue
from issues.services.showing import object_to_words
from issues.services.themes import group_issue
from meetings.models import Declaration
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from meetings.services.declarations import declare
from meetings.services.planning import cancel, edit_meeting
from meetings.services.replies import reply
from tests.counting import cost
from tests.factories import accounts, answers, issues, members
from tests.factories import meetings as make
from tests.filling import save
from tests.signing_in import sign_in

WORDS = "The bus came late nine times in March."
LIST = "/my/group/issues/"


def spring_meeting(coordinator):
    return make.a_meeting_with_agenda(dt.date(2026, 3, 10), kind=MeetingKind.SPRING, now=clock.now(), by=coordinator)


@pytest.fixture
def theme(coordinator):
    return issues.theme("Late buses", by=coordinator)


@pytest.fixture
def issue(theme, coordinator):
    """An issue the group follows, not published."""
    return issues.logged_issue(theme=theme, edited_text=WORDS, is_published=False, by=coordinator)


@pytest.fixture
def meeting(issue, coordinator):
    return spring_meeting(coordinator)


@pytest.fixture
def item(meeting, theme):
    return meeting.items.get(theme=theme)


def text_of(client, address):
    response = client.get(address)
    return response.content.decode() if response.status_code == 200 else response.status_code


def pages_of(meeting, issue):
    """Every page where the group reads an issue."""
    return (LIST, issue.theme.get_absolute_url(), issue.get_absolute_url(), f"/my/meetings/{meeting.slug}/")


def who_reads(client, meeting, issue):
    """Return of each page whether it names the issue; an issue without its page is not read."""
    return [
        issue.title in str(text_of(client, address)) or issue.edited_text in str(text_of(client, address))
        for address in pages_of(meeting, issue)
    ]


def signed_in(user):
    return sign_in(Client(), user)


def test_a_member_reads_the_edited_words_on_every_page_and_never_the_original(as_member, meeting, issue):
    for address in pages_of(meeting, issue):
        text = text_of(as_member, address)
        assert issue.title in text, address
        for private in (issue.original_text, issue.contact_email, issue.contact_name + "<"):
            assert private not in text
    for address in (LIST, issue.get_absolute_url(), f"/my/meetings/{meeting.slug}/"):
        assert WORDS in text_of(as_member, address)


def test_nobody_outside_the_group_reads_an_issue_that_is_not_published(meeting, issue):
    agency = accounts.agency()
    answers.presentation_of(theme=issue.theme, agency=agency)
    outsiders = (
        accounts.parent(),
        accounts.officer(of=agency),
        accounts.board_member(),
        accounts.payer(),
        accounts.administrator(),
        accounts.safeguarding_lead(),
    )
    for client in (Client(), *map(signed_in, outsiders)):
        assert WORDS not in "".join(str(text_of(client, address)) for address in pages_of(meeting, issue))
        assert text_of(client, issue.get_absolute_url()) == 404
        assert WORDS not in text_of(client, f"/meetings/{meeting.slug}/")


def test_the_public_page_of_a_meeting_does_not_name_its_issues_to_members_either(as_member, meeting, issue):
    assert issue.title not in text_of(as_member, f"/meetings/{meeting.slug}/")


def test_a_former_member_reads_nothing_from_the_next_request_on(as_member, membership, meeting, issue):
    assert all(who_reads(as_member, meeting, issue))
    membership.person.user.grants.update(ends_on=clock.today() - clock.DAY, starts_on=dt.date(2020, 1, 1))
    assert not any(who_reads(as_member, meeting, issue))


def test_without_consent_or_words_there_is_nothing_to_read(as_member, meeting, theme, coordinator):
    silent = issues.edited_issue(share_with_group=False, title="Not for the group", by=coordinator)
    unread = issues.acknowledged_issue(by=coordinator)
    group_issue(silent, theme, by=coordinator)
    group_issue(unread, theme, by=coordinator)
    for address in (LIST, theme.get_absolute_url(), f"/my/meetings/{meeting.slug}/"):
        text = text_of(as_member, address)
        assert silent.title not in text
        assert unread.reference not in text
    assert [text_of(as_member, one.get_absolute_url()) for one in (silent, unread)] == [404, 404]


def test_staff_are_told_what_members_cannot_read_yet(as_coordinator, issue, coordinator):
    unread = issues.acknowledged_issue(by=coordinator)
    waiting = "Members cannot yet: write the title and the edited words first"
    assert waiting in " ".join(text_of(as_coordinator, f"/staff/issues/{unread.reference}/").split())
    assert "Members of the group can read this" in text_of(as_coordinator, f"/staff/issues/{issue.reference}/")


def test_an_item_about_one_issue_names_it_but_not_to_who_declared_an_interest(
    as_member, membership, coming, theme, coordinator
):
    alone = issues.logged_issue(theme=theme, is_published=False, edited_text=WORDS, by=coordinator)
    item = make.an_item(coming, issue=alone, by=coordinator)
    publish_agenda(coming, by=coordinator)
    assert WORDS in text_of(as_member, f"/my/meetings/{coming.slug}/")
    declare(coming, item, nature="Works there", person=membership.person, by=coordinator)
    assert WORDS not in text_of(as_member, f"/my/meetings/{coming.slug}/")


@pytest.mark.parametrize("how", ["withdrawn", "hidden", "consent", "objection"])
def test_what_is_taken_back_is_gone_from_every_page_at_once(how, as_member, meeting, theme, coordinator):
    issue = issues.edited_issue(edited_text="It came late again.", by=coordinator)
    issue = group_issue(issue, theme, by=coordinator)
    assert all(who_reads(as_member, meeting, issue))
    if how == "withdrawn":
        withdraw_issue(issue, by=None)
    elif how == "objection":
        Issue.objects.filter(pk=issue.pk).update(
            words_shown_on=clock.today(), words_settled_on=clock.today() + clock.DAY
        )
        issue.refresh_from_db()
        object_to_words(issue, objection="It names the driver", version=issue.edit_version)
    elif how == "hidden":
        hide_issue(issue, reason="A worry", by=coordinator)
    else:
        agreed = {"share_with_group": False, "share_with_agency": True, "may_publish": True}
        record_consents(issue, how="by phone", by=coordinator, **agreed)
    assert not any(who_reads(as_member, meeting, issue))


# --- interests ------------------------------------------------------------------------------------


def declared(client, meeting, item):
    return save(client, f"/my/meetings/{meeting.slug}/declare/", {"item": item.pk, "nature": "Runs the buses"})


def test_who_declares_an_interest_in_an_item_reads_its_issues_no_more(as_member, meeting, issue, item):
    other = signed_in(members.a_member().person.user)
    assert declared(as_member, meeting, item).status_code == 302
    assert not any(who_reads(as_member, meeting, issue))
    assert text_of(as_member, issue.get_absolute_url()) == 404
    assert all(who_reads(other, meeting, issue))


def test_what_is_published_is_public_to_them_too(as_member, meeting, theme, item, coordinator):
    public = issues.logged_issue(theme=theme, by=coordinator)
    declared(as_member, meeting, item)
    assert public.title in text_of(as_member, theme.get_absolute_url())
    assert public.title not in text_of(as_member, LIST)


def test_a_declaration_that_was_wrong_hides_nothing_once_it_is_removed(as_member, as_coordinator, meeting, issue, item):
    declared(as_member, meeting, item)
    address = f"/staff/meetings/{meeting.slug}/declarations/{Declaration.objects.get().pk}/remove/"
    assert as_coordinator.post(address).status_code == 302
    assert all(who_reads(as_member, meeting, issue))
    assert not ConflictOfInterest.objects.exists()


def test_an_interest_in_the_whole_meeting_is_one_in_each_item_also_in_a_later_one(
    as_member, membership, coming, theme, coordinator
):
    declare(coming, nature="Sells to everybody", person=membership.person, by=coordinator)
    issue = issues.logged_issue(theme=theme, edited_text=WORDS, is_published=False, by=coordinator)
    make.an_item(coming, theme=theme, by=coordinator)
    assert not any(who_reads(as_member, coming, issue))


def test_an_interest_in_a_presentation_is_one_in_what_was_presented(as_member, membership, coordinator, coming):
    alone = issues.logged_issue(is_published=False, edited_text=WORDS, by=coordinator)
    other = issues.logged_issue(is_published=False, edited_text="Other words", by=coordinator)
    item = make.an_item(coming, presentation=answers.presentation_of(alone), by=coordinator)
    declare(coming, item, nature="Works there", person=membership.person, by=coordinator)
    assert text_of(as_member, alone.get_absolute_url()) == 404
    assert "Other words" in text_of(as_member, other.get_absolute_url())


def test_the_pack_names_the_issues_of_a_presentation_and_of_no_theme(as_member, coordinator):
    shown = issues.logged_issue(is_published=False, by=coordinator)
    alone = issues.logged_issue(is_published=False, by=coordinator)
    meeting = spring_meeting(coordinator)
    assert alone.title in text_of(as_member, f"/my/meetings/{meeting.slug}/")
    presentation = answers.presentation_of(shown, by=coordinator)
    assert shown.title not in text_of(as_member, f"/my/meetings/{meeting.slug}/")
    make.an_item(meeting, presentation=presentation, urgency_reason="It came today", by=coordinator)
    assert shown.title in text_of(as_member, f"/my/meetings/{meeting.slug}/")


def test_an_interest_in_issues_of_no_theme_is_one_in_each_of_them(as_member, membership, coordinator):
    alone = issues.logged_issue(is_published=False, edited_text=WORDS, by=coordinator)
    meeting = spring_meeting(coordinator)
    item = meeting.items.get(standing="other_issues")
    declare(meeting, item, nature="Works there", person=membership.person, by=coordinator)
    assert text_of(as_member, alone.get_absolute_url()) == 404
    group_issue(alone, issues.theme(by=coordinator), by=coordinator)
    declare(meeting, meeting.items.first(), nature="Something else", person=membership.person, by=coordinator)
    assert text_of(as_member, alone.get_absolute_url()) == 404


# --- substitutes ----------------------------------------------------------------------------------


@pytest.fixture
def substitute(as_member, meeting):
    """Somebody who signs in with the address a member gave for whoever comes in their place."""
    data = {"kind": "substitute", "substitute_name": "Sam Lowe", "substitute_email": "Sam@Example.org"}
    assert save(as_member, f"/my/meetings/{meeting.slug}/reply/", data).status_code == 302
    return signed_in(accounts.parent("sam@example.org"))


def test_a_substitute_reads_the_pack_of_their_meeting_and_the_issues_in_it(substitute, meeting, issue):
    assert f"/my/substitute/{meeting.slug}/" in text_of(substitute, "/my/")
    assert WORDS in text_of(substitute, f"/my/substitute/{meeting.slug}/")
    assert WORDS in text_of(substitute, issue.get_absolute_url())
    assert issue.title in text_of(substitute, issue.theme.get_absolute_url())
    assert text_of(substitute, LIST) == 403
    assert text_of(substitute, f"/my/meetings/{meeting.slug}/") == 403


def test_a_substitute_does_not_read_the_private_part(substitute, meeting, coordinator):
    make.an_item(
        meeting, "A family", is_private=True, private_reason="It names a child", urgency_reason="New", by=coordinator
    )
    assert "A family" not in text_of(substitute, f"/my/substitute/{meeting.slug}/")


def test_a_substitute_reads_until_the_day_of_the_meeting_is_over(substitute, meeting, issue):
    with clock.frozen(meeting.on):
        assert WORDS in text_of(substitute, issue.get_absolute_url())
        assert WORDS in text_of(substitute, f"/my/substitute/{meeting.slug}/")
    with clock.frozen(meeting.on + clock.DAY):
        assert text_of(substitute, issue.get_absolute_url()) == 404
        assert text_of(substitute, f"/my/substitute/{meeting.slug}/") == 404


@pytest.mark.parametrize("how", ["another reply", "cancelled", "moved"])
def test_who_no_longer_comes_reads_nothing(how, substitute, as_member, meeting, issue, coordinator):
    if how == "another reply":
        save(as_member, f"/my/meetings/{meeting.slug}/reply/", {"kind": "attend"})
    elif how == "cancelled":
        cancel(meeting, "Snow", by=coordinator)
    else:
        edit_meeting(meeting, *make.times(meeting.on + clock.DAY), by=coordinator)
    assert text_of(substitute, issue.get_absolute_url()) == 404
    assert text_of(substitute, f"/my/substitute/{meeting.slug}/") == 404
    assert not GroupGuest.objects.exists()


def test_a_substitute_of_one_meeting_does_not_read_the_pack_of_another(substitute, coordinator):
    other = make.a_meeting_with_agenda(dt.date(2026, 4, 14), now=clock.now(), by=coordinator)
    assert text_of(substitute, f"/my/substitute/{other.slug}/") == 404


def test_a_substitute_who_declares_an_interest_reads_its_issues_no_more(substitute, meeting, issue, item, coordinator):
    declare(meeting, item, nature="Runs the buses", name="sam lowe", by=coordinator)
    assert text_of(substitute, issue.get_absolute_url()) == 404
    assert WORDS not in text_of(substitute, f"/my/substitute/{meeting.slug}/")


def test_a_substitute_by_name_alone_gives_nobody_a_way_in(meeting, membership):
    reply(meeting, membership, "substitute", substitute_name="Sam", by=None)
    assert not GroupGuest.objects.exists()


# --- how dear -------------------------------------------------------------------------------------


def test_pages_take_the_same_queries_for_one_issue_and_for_twelve(as_member, meeting, issue, coordinator):
    addresses = pages_of(meeting, issue)
    few = [cost(as_member, address) for address in addresses]
    for _one in range(11):
        issues.logged_issue(theme=issue.theme, is_published=False, by=coordinator)
    assert [cost(as_member, address) for address in addresses] == few
