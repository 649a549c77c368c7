"""The timeline of a meeting, and links between a review and its agenda item."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import clock
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from meetings.services.planning import cancel, postpone
from meetings.timeline import entries_for_review, entries_for_theme, steps_of_meeting
from tests.factories import accounts, issues, members
from tests.factories import meetings as make
from tests.meetings.conftest import COMING, TODAY
from tests.meetings.staff import address, text_of
from tests.signing_in import sign_in

NOBODY = AnonymousUser()
EARLIER = TODAY - dt.timedelta(days=60)


def told(meeting):
    return [(entry.on, entry.title, entry.is_done) for entry in steps_of_meeting(make.fresh(meeting), NOBODY)]


def test_a_meeting_to_come_says_when_it_meets_and_since_when_its_agenda_is_out(coming):
    assert told(coming) == [(COMING, "The group meets", False)]
    publish_agenda(coming, by=None)
    assert told(coming) == [(TODAY, "The agenda was published", True), (COMING, "The group meets", False)]


@pytest.mark.parametrize("call_off", [postpone, cancel])
def test_a_meeting_that_is_off_does_not_meet(coming, call_off):
    call_off(coming, "Snow", by=None)
    assert told(coming) == []


def test_minutes_and_the_meeting_that_approved_them_name_each_other(as_anyone, coordinator):
    with clock.frozen(COMING + dt.timedelta(days=90)):
        autumn = make.an_approved_meeting(on=EARLIER, kind=MeetingKind.AUTUMN)
        later = autumn.approved_at_meeting
        assert told(autumn) == [
            (EARLIER - dt.timedelta(days=14), "The agenda was published", True),
            (EARLIER, "The group met", True),
            (EARLIER + dt.timedelta(days=3), "The draft minutes were circulated to members", True),
            (later.on, f"The minutes were approved at the {later}", True),
        ]
        assert (later.on, "The group approved the minutes of the Autumn meeting 2025", True) in told(later)
        for here, there in ((autumn, later), (later, autumn)):
            thread = text_of(as_anyone.get(here.get_absolute_url())).partition('id="thread"')[2]
            assert f'href="{there.get_absolute_url()}"' in thread


def test_a_meeting_is_told_in_one_query(db):
    later = make.an_approved_meeting().approved_at_meeting
    with CaptureQueriesContext(connection) as captured:
        steps_of_meeting(later, NOBODY)
    assert len(captured) == 1


# --- a review and its item


@pytest.fixture
def review(coming, membership):
    """A review on the published agenda of the next meeting."""
    row = members.an_open_review(membership)
    publish_agenda(coming, by=None)
    return row


def test_a_review_leads_to_its_item_where_it_can_be_read(review, coordinator, as_member, coming):
    for user in (coordinator, review.membership.person.user):
        [entry] = entries_for_review(review, user)
        item = coming.items.get(review=review)
        assert entry.url == f"/my/meetings/{coming.slug}/#item-{item.pk}"
    assert f'id="item-{item.pk}"' in text_of(as_member.get(entry.url))


def test_a_former_member_is_linked_to_the_public_page(review, coming):
    user = accounts.parent()
    assert [entry.url for entry in entries_for_review(review, user)] == [coming.get_absolute_url()]


def test_the_item_links_to_the_review_for_the_co_ordinator_and_the_member(client, review, coming, coordinator):
    link = f'href="{review.get_absolute_url()}"'
    pack = f"/my/meetings/{coming.slug}/"
    other = members.a_member().person.user
    for user, is_shown in ((coordinator, True), (review.membership.person.user, True), (other, False)):
        page = text_of(sign_in(client, user).get(pack))
        assert "Membership review: Ann Lowe" in page
        assert (link in page) is is_shown
    assert link in text_of(sign_in(client, coordinator).get(address(coming, "agenda/")))
    assert link not in text_of(client.get(coming.get_absolute_url()))


def test_a_theme_in_the_private_part_links_to_the_pack(coming, membership, as_member):
    theme = issues.theme("A tender")
    item = make.an_item(coming, "A tender", theme=theme, is_private=True, private_reason="Prices")
    publish_agenda(coming, by=None)
    [entry] = entries_for_theme(theme, membership.person.user)
    assert entry.url == f"/my/meetings/{coming.slug}/#item-{item.pk}"
    assert entries_for_theme(theme, NOBODY) == []
