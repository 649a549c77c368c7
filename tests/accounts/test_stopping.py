"""The link of an e-mail stops what that e-mail was about, whenever it is opened, and says what was stopped by it."""

import datetime as dt

import pytest
from django.test import Client

from accounts import addresses
from accounts.models import Following
from accounts.rules import HowOften
from accounts.services import following as services
from accounts.services import news
from accounts.services.addressees import secret_of
from accounts.stopping import Stop, name_emails, name_followed, read_stop
from common import clock
from common.models import Message
from issues.services.issues import hide_issue
from tests.factories import accounts, issues
from tests.factories.following import a_follower, a_request, news_to, path_of, topic
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
WEDNESDAY = clock.at(dt.date(2026, 3, 4), dt.time(12))
MONDAY_SEVEN = clock.at(dt.date(2026, 3, 9), dt.time(7))


def one_click(told):
    """Press as a mail program does: without cookie or token."""
    answer = Client(enforce_csrf_checks=True).post(path_of(told.stop_url), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    return words(answer)


def told_at_once():
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    [told] = news_to(follower)
    return follower, told


def told_weekly(*topics):
    follower = a_follower(topic("everything"), *topics, how_often="weekly", now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    news.tell_digests(MONDAY_SEVEN)
    [told] = news_to(follower)
    return follower, told


def follow_again(follower, *topics, how_often="at_once"):
    services.confirm(a_request(*topics, how_often=how_often, email=follower.email))


@pytest.mark.parametrize(
    ("topics", "name"),
    [
        (["everything:"], "follow.everything"),
        (["issue:12", "area:travel", "issue:14"], "follow.issue.12.14~follow.area.travel"),
        (["area:short-breaks", "area:send_x"], "follow.area.short-breaks.send_x"),
    ],
)
def test_an_address_names_followed_things_and_is_read_as_them(topics, name):
    assert name_followed(topics) == name
    assert sorted(read_stop(name).topics) == sorted(topics)


def test_an_address_names_emails_about_what_somebody_raised_apart_from_what_they_follow():
    assert read_stop(name_emails(["issue:7", "question:3"])) == Stop(emails=["issue:7", "question:3"])
    assert read_stop("issue.7").topics == []


def test_the_address_of_a_stop_fits_its_column_however_much_somebody_follows():
    longest = Message._meta.get_field("stop_url").max_length
    many = [f"area:{'a' * 60}{number}" for number in range(40)]
    url = addresses.stop_following("s" * 20, many, HowOften.WEEKLY)
    assert url.endswith("/stop/weekly/")
    assert "follow.issue.1000.1001" in addresses.stop_following("s" * 20, [f"issue:{1000 + n}" for n in range(30)], "")
    assert len(url) <= longest - addresses.LONGEST_STOP + len("weekly")


def test_an_old_link_stops_what_was_stopped_and_is_followed_again():
    follower, told = told_at_once()
    one_click(told)
    follow_again(follower, "everything:", "meetings:")
    page = one_click(told)
    assert [row.topic for row in follower.followings.all()] == ["meetings:"]
    assert "You get no more e-mails from us about: Everything new" in page
    assert "You still follow Meetings of the group, their papers and minutes, at once" in page


def test_an_old_weekly_link_stops_what_has_changed_to_daily():
    follower, told = told_weekly()
    services.change_how_often(follower, {follower.followings.get().pk: "daily"}, now=MONDAY_SEVEN)
    assert "Stopped" in one_click(told)
    assert not follower.followings.exists()


def test_a_weekly_link_stops_all_that_the_digest_came_for_and_not_what_is_followed_since():
    issue = issues.published_issue(now=WEDNESDAY)
    follower, told = told_weekly(topic("issue", issue))
    follow_again(follower, "meetings:", how_often="weekly")
    one_click(told)
    assert [row.topic for row in follower.followings.all()] == ["meetings:"]


@pytest.mark.parametrize("what", ["follow.meetings", "daily", "issue.999"])
def test_a_press_that_stops_nothing_says_so_and_what_is_still_followed(what, client):
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    address = f"/follow/{secret_of(follower)}/stop/{what}/"
    page = words(client.post(address))
    assert "Nothing was stopped" in page
    assert "Stopped" not in page
    assert "You still follow Everything new, at once" in page
    assert follower.followings.count() == 1


def test_the_page_of_a_link_with_nothing_to_stop_has_no_button(client):
    follower, told = told_at_once()
    services.stop(follower, topics=["everything:"])
    address = path_of(told.stop_url)
    page = client.get(address).content.decode()
    assert "there is nothing to stop" in page
    assert f'action="{address}"' not in page


def test_what_is_hidden_is_stopped_from_its_own_page_and_named_nowhere(client):
    issue = issues.published_issue(title="Bus late", now=WEDNESDAY)
    follower = a_follower(topic("issue", issue), now=WEDNESDAY)
    hide_issue(issue, reason="A name.", by=accounts.coordinator(), now=WEDNESDAY)
    page = client.get(f"/follow/{secret_of(follower)}/").content.decode()
    [address] = {part for part in page.split('"') if "/stop/follow." in part}
    assert "Bus late" not in client.get(address).content.decode()
    answer = words(client.post(address))
    assert "You get no more e-mails from us about: Something that is no longer public" in answer
    assert not Following.objects.exists()


def test_stopping_everything_says_what_was_stopped(client):
    follower = a_follower(topic("everything"), topic("meetings"), now=WEDNESDAY)
    page = words(client.post(f"/follow/{secret_of(follower)}/stop/all/"))
    assert "Stopped" in page
    assert "Everything new" in page
    assert "Nothing was stopped" in words(client.post(f"/follow/{secret_of(follower)}/stop/all/"))


@pytest.mark.parametrize("ref", ["upper", "lower"])
def test_what_somebody_wants_to_follow_is_found_in_another_case(ref, client):
    issue = issues.published_issue(title="Bus late")
    page = client.get(f"/follow/?what=Issue/{getattr(issue.reference, ref)()}").content.decode()
    assert "Bus late" in page
    assert "We cannot find" not in page


@pytest.mark.parametrize("what", ["issue/PPS-99999", "nothing/1", "issue/%00", "meetings/1"])
def test_what_cannot_be_found_to_follow_is_said(what, client):
    hidden = issues.edited_issue()
    for one in (what, f"issue/{hidden.reference}"):
        assert "We cannot find what you wanted to follow." in client.get(f"/follow/?what={one}").content.decode()
    assert "We cannot find" not in client.get("/follow/").content.decode()
