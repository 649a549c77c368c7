"""An issue opened with its secret does not stay open on a computer that others use too."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from common import clock
from tests.factories import accounts, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SAID = "My daughter waits for the bus in the rain."
START = dt.datetime(2026, 7, 3, 10, 0, tzinfo=dt.UTC)


def after(minutes):
    return clock.frozen(START + dt.timedelta(minutes=minutes))


@pytest.fixture
def tracked():
    with after(0):
        return issues.raised(original_text=SAID)


def track(client, issue, secret):
    return client.post("/issues/track/", {"reference": issue.reference, "secret": secret}, follow=True)


def words(response):
    return " ".join(response.content.decode().split())


def test_page_says_beforehand_that_it_closes_and_goes_away_by_itself(client, tracked):
    issue, secret = tracked
    with after(0):
        page = track(client, issue, secret)
    assert SAID in words(page)
    assert "It closes by itself 20 minutes after you last use it." in words(page)
    assert page["Refresh"] == "1210; url=/issues/track/closed/"
    assert "no-store" in page["Cache-Control"]


def test_close_this_closes_it_at_once_and_leaves_no_session(client, tracked):
    issue, secret = tracked
    with after(0):
        page = track(client, issue, secret)
        assert "Close this" in words(page)
        left = client.post("/issues/track/close/", follow=True)
        assert "Nobody can read your issue here now." in words(left)
        assert client.get(issue.get_absolute_url()).status_code == 404
    assert not Session.objects.exists()


@pytest.mark.parametrize(("minutes", "status"), [(19, 200), (20, 200), (21, 404), (60, 404)])
def test_it_is_closed_at_the_next_request_after_twenty_minutes(client, tracked, minutes, status):
    issue, secret = tracked
    with after(0):
        track(client, issue, secret)
    with after(minutes):
        assert client.get(issue.get_absolute_url()).status_code == status


def test_using_it_keeps_it_open(client, tracked):
    issue, secret = tracked
    with after(0):
        track(client, issue, secret)
    for minutes in (15, 30, 45):
        with after(minutes):
            assert client.get(issue.get_absolute_url()).status_code == 200


def test_form_about_it_is_closed_too_and_says_nothing_of_it(client, tracked):
    issue, secret = tracked
    with after(0):
        track(client, issue, secret)
    with after(25):
        assert client.get(f"{issue.get_absolute_url()}withdraw/").status_code == 404
        assert client.post(f"{issue.get_absolute_url()}withdraw/", {"reason": "x"}).status_code == 404


def test_page_it_goes_to_says_when_another_page_is_still_in_use(client, tracked):
    issue, secret = tracked
    with after(0):
        track(client, issue, secret)
    with after(10):
        client.get(issue.get_absolute_url())
    with after(21):
        assert "your issue is still open there" in words(client.get("/issues/track/closed/"))


def test_somebody_signed_in_stays_so_and_their_own_issue_does_not_close(tracked):
    issue, secret = tracked
    user = accounts.parent("own@example.org")
    with after(0):
        own, _secret = issues.raised(reporter=user)
        client = sign_in(Client(), user)
        track(client, issue, secret)
        page = client.get(own.get_absolute_url())
        assert "Refresh" not in page
        assert "Close this" not in words(page)
        client.post("/issues/track/close/")
        assert client.get(issue.get_absolute_url()).status_code == 404
        assert client.get(own.get_absolute_url()).status_code == 200


def test_published_page_of_an_issue_is_left_alone(client):
    issue = issues.published_issue()
    page = client.get(issue.get_absolute_url())
    assert "Refresh" not in page
    assert "Close this" not in words(page)


def test_what_is_sent_after_it_has_closed_by_itself_is_shown_and_not_lost(client, tracked):
    issue, secret = tracked
    with after(0):
        track(client, issue, secret)
    with after(21):
        sent = client.post(f"{issue.get_absolute_url()}withdraw/", {"reason": "We have <moved> away."})
    assert sent.status_code == 403
    assert "Nothing was sent." in words(sent)
    assert "We have &lt;moved&gt; away." in words(sent)
    assert SAID not in words(sent)
    with after(22):
        assert client.post(f"{issue.get_absolute_url()}withdraw/", {"reason": "Again and again."}).status_code == 404
