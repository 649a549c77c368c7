"""What somebody can learn, stop or send by the pages of following who should not: nothing."""

import datetime as dt
import re

import pytest
from django.test import Client

from accounts.models import Addressee, Following, FollowRequest
from accounts.services import following as services
from accounts.services import news
from accounts.services.addressees import secret_of
from answers.models import Presentation
from common import clock, following
from common.limits import RateCount
from common.models import Message
from consultations.services.running import withdraw_consultation
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from tests.factories import accounts, answers, consultations, issues, meetings
from tests.factories.following import a_follower, a_request, last_to, news_to, path_of, secret_in, topic

pytestmark = pytest.mark.django_db
NOON = clock.at(dt.date(2026, 3, 4), dt.time(12))
ASK = {"topics": ["everything:"], "how_often": "daily", "email": "jo@example.org"}


def hidden_things():
    """What nobody outside may know of, each with the words that would betray it."""
    edited = issues.edited_issue(title="Zanzibar ramp", now=NOON)
    about_us = issues.read_about_us(is_edited=True, now=NOON)
    theme = issues.theme("Zanzibar theme", now=NOON)
    issues.logged_issue(theme=theme, is_published=False, title="Zanzibar bus", now=NOON)
    draft = consultations.a_draft(title="Zanzibar draft", now=NOON)
    meetings.a_planned_meeting(NOON.date() + dt.timedelta(days=40), purpose="Zanzibar meeting", now=NOON)
    return [
        ("issue", edited.reference, edited),
        ("issue", about_us.reference, about_us),
        ("theme", theme.slug, theme),
        (
            "consultation",
            draft.slug,
            draft,
        ),
    ]


def without_secrets(page):
    return re.sub(r'value="[\w-]{20,}"|PPS-\d+|zanzibar[\w-]*|no-such[\w-]*', "", page, flags=re.I)


def test_following_something_hidden_tells_nothing(client):
    for kind, ref, row in hidden_things():
        guess = client.get(f"/follow/?what={kind}/no-such")
        found = client.get(f"/follow/?what={kind}/{ref}")
        assert without_secrets(found.content.decode()) == without_secrets(guess.content.decode()), kind
        assert "Zanzibar" not in found.content.decode()
        for wrong in (topic(kind, row), f"{kind}:987654"):
            answer = client.post("/follow/", ASK | {"topics": [wrong]})
            assert "We cannot find something you chose" in answer.content.decode()
    for odd in ("issue/%00", "issue/", "/", "%00/1", "issue/" + "9" * 5000, "meetings/1", "area/%F0%9F%9A%8C"):
        assert client.get(f"/follow/?what={odd}").status_code == 200, odd
    for odd in ("issue:" + "9" * 40, "issue:\0", "area:\0", "issue:1e3", "issue:-1"):
        assert following.kinds.visible([odd]) == {}
    assert not FollowRequest.objects.exists()


def test_the_feed_of_something_hidden_is_the_404_of_what_does_not_exist(client):
    for kind, ref, _row in hidden_things():
        found, guess = (client.get(f"/follow/feeds/{kind}/{one}.atom") for one in (ref, "no-such"))
        assert found.status_code == guess.status_code == 404
        assert without_secrets(found.content.decode()) == without_secrets(guess.content.decode())
    for path in ("nothing.atom", "issue.atom", "everything/1.atom", "meetings/1.atom", "issue/%00.atom"):
        assert client.get(f"/follow/feeds/{path}").status_code in {400, 404}, path


def test_no_feed_and_no_email_names_what_is_a_draft_hidden_or_withdrawn(client):
    follower = a_follower(topic("everything"), topic("meetings"), now=NOON)
    hidden_things()
    hidden = issues.published_issue(title="Zanzibar hidden", now=NOON)
    hide_issue(hidden, reason="A name.", by=accounts.coordinator(), now=NOON)
    parent = accounts.parent()
    taken_back = issues.published_issue(title="Zanzibar withdrawn", reporter=parent, now=NOON)
    withdraw_issue(taken_back, by=parent, now=NOON)
    off = consultations.an_open_one(title="Zanzibar club", now=NOON)
    withdraw_consultation(
        off, reason="A mistake.", what_follows="We ask again in May.", by=accounts.coordinator(), now=NOON
    )
    shown = issues.published_issue(title="The ramp is steep", service_area="travel", now=NOON)
    news.tell_at_once(NOON)
    [told] = news_to(follower)
    feeds = [
        f"/follow/feeds/{path}.atom" for path in ("everything", "meetings", "area/travel", f"issue/{shown.reference}")
    ]
    texts = [client.get(feed).content.decode() for feed in feeds]
    assert shown.title in texts[0]
    assert shown.title in texts[2]
    for text in (*texts, told.subject, told.body_text):
        assert "Zanzibar" not in text


def test_known_and_unknown_address_get_the_same_answer_and_an_email_each(client):
    a_follower(topic("everything"), email="known@example.org", now=NOON)
    parent = accounts.parent("account@example.org")
    for path, data in (("/follow/", ASK), ("/follow/link/", {})):
        RateCount.objects.all().delete()
        pages, kinds = set(), set()
        for email in ("known@example.org", parent.email, "unknown@example.org"):
            answer = client.post(path, data | {"email": email})
            pages.add((answer.status_code, answer.url))
            kinds.add(last_to(email).kind)
        assert len(pages) == len(kinds) == 1


def test_one_address_gets_five_emails_a_day_because_somebody_typed_it_and_the_page_says_nothing(client):
    answers_ = [client.post("/follow/", ASK) for _each in range(8)]
    assert {(one.status_code, one.url) for one in answers_} == {(302, "/follow/asked/")}
    assert Message.objects.filter(to="jo@example.org").count() == 5


def test_asking_is_slowed_for_whoever_asks_for_many(client):
    with clock.frozen(NOON):
        codes = [client.post("/follow/", ASK | {"email": f"v{number}@example.org"}).status_code for number in range(25)]
    assert codes.count(429) >= 4
    assert Message.objects.count() <= 21


def test_nobody_stops_or_changes_what_another_follows(client):
    one, other = (a_follower(topic("everything"), now=NOON) for _each in range(2))
    services.stop(one, topics=["everything:"], now=NOON)
    services.confirm(a_request(topic("meetings"), email=one.email, now=NOON), now=NOON)
    mine = f"/follow/{secret_of(one)}/"
    client.post(f"{mine}stop/follow.everything/")
    client.post(mine, {f"often-{other.followings.get().pk}": "weekly"})
    assert other.followings.get().how_often == "at_once"
    assert one.followings.count() == 1


@pytest.mark.parametrize(
    "what",
    [
        "x",
        "0",
        "-1",
        "9" * 30,
        "issue",
        "issue.",
        "issue.x",
        "nothing.1",
        "1-",
        "%00",
        "²",
        "issue.²",
        "once",
        "a.b.c",
        "follow",
        "follow.",
        "follow.nothing",
        "follow.issue",
        "follow.issue.%00",
        "follow.issue.é",
        "follow.everything.1",
        "follow.issue." + "9" * 300,
        "~follow.everything",
    ],
)
def test_a_made_up_stop_stops_nothing_and_breaks_nothing(client, what):
    follower = a_follower(topic("everything"), now=NOON)
    for method in ("get", "post"):
        answer = getattr(client, method)(f"/follow/{secret_of(follower)}/stop/{what}/")
        assert answer.status_code in {200, 400, 404}
    assert follower.followings.count() == 1


@pytest.mark.parametrize("what", ["x%00", "issue.%00", "issue.1%00", "issue.x", "%00", "all", "weekly", "issue.²", "é"])
def test_an_odd_address_sends_nothing_again_and_reaches_no_query(client, what):
    follower = a_follower(topic("everything"), now=NOON)
    address = f"/follow/{secret_of(follower)}/again/{what}/"
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("secret", ["x" * 20, "1", "confirm", "é" * 20, "%00", "' OR 1=1 --"])
def test_a_guessed_secret_opens_nothing(client, secret):
    follower = a_follower(topic("everything"), now=NOON)
    for path in (f"/follow/{secret}/", f"/follow/{secret}/stop/all/", f"/follow/confirm/{secret}/"):
        for method in ("get", "post"):
            assert getattr(client, method)(path).status_code in {400, 404}, path
    for stored in (follower.secret_hash, str(follower.pk)):
        assert client.get(f"/follow/{stored}/").status_code == 404
    assert Following.objects.count() == 1


def test_pages_with_a_secret_name_it_to_nobody_and_no_cache_keeps_them(client):
    follower = a_follower(topic("everything"), now=NOON)
    a_request(topic("meetings"), email="jo@example.org")
    paths = [
        f"/follow/{secret_of(follower)}/",
        f"/follow/{secret_of(follower)}/stop/all/",
        f"/follow/confirm/{secret_in(last_to('jo@example.org'))}/",
        "/follow/no-such-secret-there/",
    ]
    for path in paths:
        answer = client.get(path)
        assert answer["Referrer-Policy"] == "no-referrer", path
        assert "no-store" in answer["Cache-Control"], path


def test_a_secret_has_eighty_bits_or_more_and_each_email_its_own_purpose():
    follower = a_follower(topic("everything"), now=NOON)
    assert len(secret_of(follower)) * 6 >= 80
    assert secret_of(follower) not in str(Addressee.objects.values())
    assert Addressee.objects.get().secret.startswith("aes-gcm-1:")


def test_a_confirmation_follows_only_what_was_asked_and_only_for_its_address():
    asked = a_request(topic("everything"), email="Jo@Example.org", now=NOON)
    follower = services.confirm(asked, now=NOON)
    assert follower.email == "jo@example.org"
    assert [row.topic for row in follower.followings.all()] == ["everything:"]


def test_line_breaks_and_markup_in_a_title_reach_no_header_and_stay_text(client):
    follower = a_follower(topic("everything"), now=NOON)
    presentation = answers.presentation_of(theme=issues.theme(now=NOON), now=NOON)
    Presentation.objects.update(title="Bus {{ secret }}\r\nBcc: all@example.org")
    news.tell_at_once(NOON)
    told = news_to(follower)
    assert told, presentation.title
    assert all("\n" not in one.subject and "\r" not in one.subject for one in told)
    assert "{{ secret }}" in told[0].body_text


def test_a_host_in_the_request_does_not_reach_a_feed(client):
    issues.published_issue(now=NOON)
    text = client.get("/follow/feeds/everything.atom", HTTP_X_FORWARDED_HOST="evil.example").content.decode()
    assert "evil" not in text
    assert following.kinds.find("everything")


def test_a_form_from_a_page_with_no_referrer_is_taken_though_its_origin_is_null():
    follower = a_follower(topic("everything"), now=NOON)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/follow/{secret_of(follower)}/stop/all/", HTTP_ORIGIN="null").status_code == 200
    assert not follower.followings.exists()
    assert path_of("http://testserver/follow/") == "/follow/"
