"""Followers of meetings are told of papers and late items, each once; the group by its own e-mails alone."""

import datetime as dt

import pytest

from accounts.services import news
from common import clock
from meetings.services.agenda import publish_agenda
from meetings.services.papers import replace_paper, withdraw_paper
from meetings.services.planning import cancel, edit_meeting, postpone, schedule
from meetings.services.private_items import make_private
from members.services.memberships import end_membership
from tests.factories import accounts, issues, members
from tests.factories import meetings as make
from tests.factories.following import a_follower, news_to, topic
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
MEETING_ON = dt.date(2026, 3, 24)
EARLY, LATER = make.noon(dt.date(2026, 2, 9)), make.noon(dt.date(2026, 3, 2))
MUCH_LATER = make.noon(dt.date(2026, 3, 20))


@pytest.fixture
def by():
    with clock.frozen(dt.date(2026, 1, 5)):
        return accounts.coordinator()


def scheduled(now=EARLY):
    return make.a_scheduled_meeting(MEETING_ON, now=now - clock.DAY)


def published(now=EARLY):
    return make.a_meeting_with_agenda(MEETING_ON, now=now)


def told(follower, now):
    """Return what a follower is told at a moment, as one text."""
    before = len(news_to(follower))
    news.tell_at_once(now)
    return "".join(one.body_text for one in news_to(follower)[before:])


def test_a_paper_is_told_when_the_agenda_is_published_and_once():
    meeting = scheduled()
    paper = make.a_paper(make.an_item(meeting, now=EARLY), title="What parents said of buses", now=EARLY)
    follower = a_follower(topic("meetings"), now=EARLY)
    assert told(follower, EARLY) == ""
    publish_agenda(meeting, by=None, now=LATER)
    text = told(follower, LATER)
    assert f"Paper published: {paper.title}" in text
    assert f"/papers/{paper.pk}/" in text
    assert told(follower, LATER + clock.DAY) == ""


def test_a_late_paper_is_told_on_its_own_day():
    meeting = published()
    follower = a_follower(topic("meetings"), topic("everything"), now=EARLY)
    make.a_paper(meeting.items.first(), title="A late table", urgency_reason="New figures.", now=LATER)
    assert told(follower, LATER).count("Paper published: A late table") == 1


def test_a_paper_that_nobody_may_read_is_not_told(by):
    meeting = published()
    follower = a_follower(topic("meetings"), now=EARLY)
    late = {"urgency_reason": "It came today.", "now": LATER}
    item, private = make.an_item(meeting, **late), make.an_item(meeting, title="A family", **late)
    withdrawn = make.a_paper(item, title="Zanzibar withdrawn", **late)
    replaced = make.a_paper(item, title="Zanzibar replaced", **late)
    make.a_paper(item, title="Zanzibar for members", is_for_members_only=True, **late)
    make.a_paper(private, title="Zanzibar private", **late)
    withdraw_paper(withdrawn, "A mistake.", by=by, now=LATER)
    replace_paper(replaced, "The right table", text="It is right.", by=by, **late)
    make_private(private, "one_family", "It is about one family.", by=by, now=LATER)
    text = told(follower, LATER)
    assert "Zanzibar" not in text
    assert "New version of a paper: The right table" in text


def test_a_paper_withdrawn_before_its_email_is_sent_is_taken_out_of_it(by):
    meeting = published()
    follower = a_follower(topic("meetings"), now=EARLY)
    paper = make.a_paper(meeting.items.first(), title="Zanzibar", urgency_reason="New.", now=LATER)
    assert "Zanzibar" in told(follower, LATER)
    withdraw_paper(paper, "A mistake.", by=by, now=LATER)
    news.tell_at_once(LATER)
    assert news_to(follower) == []


def test_an_item_added_late_to_an_early_agenda_is_told_to_followers_of_its_theme():
    theme = issues.theme("Buses", now=EARLY)
    issues.logged_issue(theme=theme, now=EARLY)
    meeting = published()
    meeting.items.filter(theme=theme).delete()
    follower = a_follower(topic("theme", theme), now=EARLY)
    make.an_item(meeting, title="The new bus", theme=theme, urgency_reason="It starts in May.", now=MUCH_LATER)
    assert "On the agenda: The new bus" in told(follower, MUCH_LATER)
    assert told(follower, MUCH_LATER) == ""


def test_an_agenda_published_anew_after_a_meeting_was_put_off_is_told_again():
    meeting = published()
    follower = a_follower(topic("meetings"), now=EARLY)
    postpone(meeting, "The building is closed.", by=None, now=EARLY + clock.DAY)
    told(follower, EARLY + clock.DAY)
    schedule(make.fresh(meeting), *make.times(dt.date(2026, 4, 21)), by=None, now=LATER)
    told(follower, LATER)
    publish_agenda(make.fresh(meeting), by=None, now=LATER + clock.DAY)
    assert "Agenda published" in told(follower, LATER + clock.DAY)


@pytest.fixture
def group(by):
    """A member and a co-ordinator who follow the meetings too, and somebody outside who does."""
    member = members.a_member().person
    outside = a_follower(topic("meetings"), now=EARLY - clock.DAY)
    inside = [
        a_follower(topic("meetings"), email=email, now=EARLY - clock.DAY) for email in (member.mail_address, by.email)
    ]
    return outside, inside


HAPPENS = {
    "announced": lambda _meeting: scheduled(LATER),
    "moved": lambda meeting: edit_meeting(meeting, *make.times(dt.date(2026, 3, 25)), by=None, now=LATER),
    "cancelled": lambda meeting: cancel(meeting, "Nobody can come.", by=None, now=LATER),
    "put off": lambda meeting: postpone(meeting, "Nobody can come.", by=None, now=LATER),
}


@pytest.mark.parametrize("what", HAPPENS)
def test_the_group_is_told_by_its_own_email_and_not_by_news_too(what, group):
    outside, inside = group
    meeting = None if what == "announced" else scheduled()
    news.tell_at_once(EARLY)
    had = news_to(outside)
    assert [news_to(one) for one in inside] == [[], []]
    HAPPENS[what](meeting)
    news.tell_at_once(LATER)
    assert news_to(outside)[-1:] != had[-1:]
    assert [news_to(one) for one in inside] == [[], []]


def test_a_member_who_is_invited_is_not_told_of_the_agenda_by_news_too(group):
    outside, (member, _coordinator) = group
    meeting = scheduled()
    news.tell_at_once(EARLY)
    had = len(news_to(member))
    publish_agenda(meeting, by=None, now=LATER)
    news.tell_at_once(LATER)
    assert len(news_to(member)) == had
    assert "Agenda published" in news_to(outside)[-1].body_text


def test_a_member_whose_own_email_was_about_an_earlier_change_is_told_of_the_next_by_news():
    meeting = scheduled()
    leaving = members.a_member()
    follower = a_follower(topic("meetings"), email=leaving.person.mail_address, now=EARLY)
    edit_meeting(meeting, *make.times(dt.date(2026, 3, 25)), by=None, now=LATER)
    assert told(follower, LATER) == ""
    end_membership(leaving, reason="Moved away", ends_on=LATER.date(), by=None, now=LATER)
    cancel(make.fresh(meeting), "Nobody can come.", by=None, now=LATER + clock.DAY)
    assert "cancelled" in told(follower, LATER + clock.DAY)


def test_the_page_of_a_meeting_leads_to_following_the_meetings(client):
    meeting = published()
    page = client.get(meeting.get_absolute_url())
    assert "/follow/?what=meetings" in page.content.decode()
    assert "Follow the meetings by e-mail, or by feed : the meetings" in words(page)
