"""Following without an account: confirmed by e-mail, told once, at once or by digest, stopped by one click."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Addressee, EmailStop, Following, FollowRequest, Told
from accounts.services import following as services
from accounts.services import news
from accounts.services.addressees import secret_of
from common import clock, following, outbox
from common.errors import DomainError
from common.models import Message, News
from common.outbox.delivery import _as_email
from consultations.services.dates import extend_consultation
from consultations.services.running import withdraw_consultation
from issues.models import Issue
from issues.services.issues import hide_issue, log_issue
from issues.services.words import edit_issue
from tests.factories import accounts, answers, consultations, issues, meetings
from tests.factories.following import a_follower, a_request, last_to, news_to, path_of, secret_in, topic

pytestmark = pytest.mark.django_db
WEDNESDAY = clock.at(dt.date(2026, 3, 4), dt.time(12))
THURSDAY_SIX, THURSDAY_SEVEN = (clock.at(dt.date(2026, 3, 5), dt.time(hour)) for hour in (6, 7))
MONDAY_SEVEN = clock.at(dt.date(2026, 3, 9), dt.time(7))
KINDS = ("issue", "theme", "agency", "area", "consultation", "meetings", "everything")


def an_issue_is_logged(now):
    issue = issues.published_issue(now=now - clock.DAY)
    return topic("issue", issue), lambda: log_issue(issue, theme=None, by=accounts.coordinator(), now=now)


def a_theme_is_presented(now):
    theme = issues.theme(now=now)
    issues.logged_issue(theme=theme, now=now - clock.DAY)
    return topic("theme", theme), lambda: answers.presentation_of(theme=theme, now=now)


def an_agency_answers(now):
    presentation = answers.presentation_of(theme=issues.theme(now=now), now=now - clock.DAY)
    return topic("agency", presentation.agency), lambda: answers.post_answer(presentation, now=now)


def an_area_has_a_new_issue(now):
    area = issues.theme(now=now).service_area
    return topic("area", area), lambda: issues.published_issue(service_area=area.code, now=now)


def a_consultation_is_extended(now):
    one, by = consultations.an_open_one(now=now - clock.DAY), accounts.coordinator()
    later = {"closes_on": one.closes_on + dt.timedelta(days=14), "reason": "Many families asked for it."}
    return topic("consultation", one), lambda: extend_consultation(one, by=by, now=now, **later)


def a_meeting_is_announced(now):
    return topic("meetings"), lambda: meetings.a_scheduled_meeting(now.date() + dt.timedelta(days=60), now=now)


def anything_is_new(now):
    return topic("everything"), lambda: issues.published_issue(now=now)


HAPPENS = dict(
    zip(
        KINDS,
        (
            an_issue_is_logged,
            a_theme_is_presented,
            an_agency_answers,
            an_area_has_a_new_issue,
            a_consultation_is_extended,
            a_meeting_is_announced,
            anything_is_new,
        ),
        strict=True,
    )
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("how_often", "tell", "moment"),
    [
        ("at_once", news.tell_at_once, WEDNESDAY),
        ("daily", news.tell_digests, THURSDAY_SEVEN),
        ("weekly", news.tell_digests, MONDAY_SEVEN),
    ],
)
def test_five_followers_of_each_kind_are_each_told_once(kind, how_often, tell, moment):
    followed, happens = HAPPENS[kind](WEDNESDAY)
    followers = [a_follower(followed, how_often=how_often, now=WEDNESDAY) for _each in range(5)]
    happens()
    assert tell(moment) == 5
    for later in (moment, moment + dt.timedelta(hours=1), moment + 7 * clock.DAY):
        assert news.tell_at_once(later) == news.tell_digests(later) == 0
    assert [len(news_to(one)) for one in followers] == [1] * 5
    assert Told.objects.count() >= 5


def a_told_follower(**kwargs):
    follower = a_follower(topic("everything"), now=WEDNESDAY, **kwargs)
    issues.published_issue(now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    return follower


@pytest.mark.parametrize("kind", KINDS)
def test_one_click_stops_it(kind, client):
    followed, happens = HAPPENS[kind](WEDNESDAY)
    follower = a_follower(followed, now=WEDNESDAY)
    happens()
    news.tell_at_once(WEDNESDAY)
    [told] = news_to(follower)
    answer = Client(enforce_csrf_checks=True).post(path_of(told.stop_url), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Following.objects.exists()
    assert Client(enforce_csrf_checks=True).post(path_of(told.stop_url)).status_code == 200


def test_a_digest_is_stopped_whole_by_one_click(client):
    follower = a_follower(topic("everything"), topic("meetings"), how_often="weekly", now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    news.tell_digests(MONDAY_SEVEN)
    [told] = news_to(follower)
    client.post(path_of(told.stop_url))
    assert not follower.followings.exists()


def test_the_header_of_the_email_is_that_of_rfc_8058():
    follower = a_told_follower()
    [told] = news_to(follower)
    headers = _as_email(told, None).extra_headers
    assert headers["List-Unsubscribe"] == f"<{told.stop_url}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert told.stop_url in told.body_text


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_confirms_and_stops_nothing(client, method):
    asked = a_request(topic("everything"), email="scanned@example.org")
    link = f"/follow/confirm/{secret_in(last_to('scanned@example.org'))}/"
    assert getattr(client, method)(link).status_code == 200
    assert FollowRequest.objects.filter(pk=asked.pk).exists()
    assert not Following.objects.exists()
    follower = a_told_follower()
    [told] = news_to(follower)
    for url in (told.stop_url, *[line for line in told.body_text.split() if line.startswith("http")]):
        getattr(client, method)(path_of(url))
    assert follower.followings.count() == 1


def test_only_the_button_confirms_and_only_once(client):
    a_request(topic("everything"), email="new@example.org")
    link = f"/follow/confirm/{secret_in(last_to('new@example.org'))}/"
    answer = client.post(link)
    assert answer.status_code == 302
    assert Following.objects.get().topic == "everything:"
    assert client.post(link).status_code == client.get(link).status_code == 404
    assert client.get(answer.url).status_code == 200


def test_nothing_that_was_new_before_is_told():
    issues.published_issue(now=WEDNESDAY)
    a_follower(topic("everything"), now=WEDNESDAY)
    assert news.tell_at_once(WEDNESDAY) == 0


def test_one_thing_that_concerns_two_followed_things_is_told_once():
    theme = issues.theme(now=WEDNESDAY)
    issues.logged_issue(theme=theme, now=WEDNESDAY - clock.DAY)
    agency = answers.an_agency()
    follower = a_follower(topic("theme", theme), topic("agency", agency), now=WEDNESDAY)
    services.confirm(
        a_request(topic("everything"), how_often="daily", email=follower.email, now=WEDNESDAY), now=WEDNESDAY
    )
    answers.presentation_of(theme=theme, agency=agency, now=WEDNESDAY)
    assert news.tell_at_once(WEDNESDAY) == 1
    assert news.tell_digests(THURSDAY_SEVEN) == 0
    [told] = news_to(follower)
    assert told.body_text.count("The group asked") == 1
    assert theme.name in told.body_text
    assert agency.name in told.body_text


def test_the_daily_email_comes_from_seven_and_the_weekly_on_monday():
    daily = a_follower(topic("everything"), how_often="daily", now=WEDNESDAY)
    weekly = a_follower(topic("everything"), how_often="weekly", now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    assert news.tell_digests(WEDNESDAY) == news.tell_digests(THURSDAY_SIX) == 0
    assert news.tell_digests(THURSDAY_SEVEN) == 1
    issues.published_issue(now=THURSDAY_SEVEN)
    assert news.tell_digests(THURSDAY_SEVEN + dt.timedelta(hours=5)) == 0
    assert news.tell_digests(MONDAY_SEVEN) == 2
    assert len(news_to(daily)) == 2
    [told] = news_to(weekly)
    assert told.body_text.count("Issue published") == 2


def test_whoever_changes_to_a_weekly_email_waits_for_monday():
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    a_week_later = WEDNESDAY + 7 * clock.DAY
    services.change_how_often(follower, {follower.followings.get().pk: "weekly"}, now=a_week_later)
    issues.published_issue(now=a_week_later)
    assert news.tell_digests(a_week_later + clock.DAY) == 0
    assert news.tell_digests(MONDAY_SEVEN + 7 * clock.DAY) == 1


def test_an_email_that_is_taken_back_brings_no_digest_on_another_day():
    follower = a_follower(topic("everything"), how_often="weekly", now=WEDNESDAY)
    a_follower(topic("meetings"), email=follower.email, now=WEDNESDAY)
    make_known, moment = a_meeting_is_announced(WEDNESDAY)[1], WEDNESDAY
    make_known()
    assert news.tell_at_once(moment) == 1
    news.take_back_unsent(moment)
    assert news.tell_digests(THURSDAY_SEVEN) == 0


def test_an_email_that_waits_is_written_again_once_its_words_are_others():
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    issue = issues.published_issue(title="Bus late", now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    assert news.tell_at_once(WEDNESDAY) == 0
    Issue.objects.filter(pk=issue.pk).update(title="Bus early")
    assert news.tell_at_once(WEDNESDAY) == 1
    [told] = news_to(follower)
    assert "Bus early" in told.body_text
    assert "Bus late" not in told.body_text + told.subject


def test_whoever_asks_to_follow_for_somebody_else_keeps_nobody_from_their_link(client):
    for _time in range(services.ASKED_A_DAY + 1):
        services.may_write_to("x@example.org")
    assert not services.may_write_to("x@example.org")
    client.post("/follow/link/", {"email": "x@example.org"})
    assert last_to("x@example.org").kind == "accounts.follow_link"


def test_addresses_of_services_and_agencies_show_what_they_say(client):
    issue = issues.published_issue()
    area = following.kinds["area"].with_keys([issue.service_area_id])[0]
    page = client.get(area.url)
    assert page.status_code == 200
    assert page.context["filter"].form.cleaned_data["service"] == issue.service_area


def test_a_digest_with_nothing_in_it_is_not_sent_and_waits_for_the_next_morning():
    follower = a_follower(topic("everything"), how_often="daily", now=WEDNESDAY)
    assert news.tell_digests(THURSDAY_SEVEN) == 0
    issues.published_issue(now=THURSDAY_SEVEN + dt.timedelta(hours=2))
    assert news.tell_digests(THURSDAY_SEVEN + dt.timedelta(hours=3)) == 0
    assert news.tell_digests(THURSDAY_SEVEN + clock.DAY) == 1
    assert len(news_to(follower)) == 1


def test_a_parent_is_not_told_of_what_they_raised_nor_twice_of_what_became_of_it():
    issue = issues.published_issue(contact_email="alex@example.org", now=WEDNESDAY - clock.DAY)
    other = a_follower(topic("issue", issue), now=WEDNESDAY)
    parent = a_follower(topic("issue", issue), topic("everything"), email="Alex@example.org", now=WEDNESDAY)
    issues.published_issue(contact_email="alex@example.org", now=WEDNESDAY)
    log_issue(issue, theme=None, by=accounts.coordinator(), now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    assert len(news_to(other)) == 1
    assert news_to(parent) == []


def test_a_parent_who_stopped_the_letters_about_it_is_told_as_a_follower():
    issue = issues.published_issue(contact_email="alex@example.org", now=WEDNESDAY - clock.DAY)
    parent = a_follower(topic("issue", issue), email="alex@example.org", now=WEDNESDAY)
    services.stop(parent, emails=[f"issue:{issue.pk}"], now=WEDNESDAY)
    log_issue(issue, theme=None, by=accounts.coordinator(), now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    assert len(news_to(parent)) == 1


def test_staff_are_not_told_of_what_they_did_themselves():
    by = accounts.coordinator()
    officer = accounts.officer(of=answers.an_agency())
    presentation = answers.presentation_of(theme=issues.theme(by=by, now=WEDNESDAY), by=by, now=WEDNESDAY)
    both = [a_follower(topic("everything"), email=one.email, now=WEDNESDAY) for one in (by, officer)]
    answers.post_answer(presentation, by=officer, now=WEDNESDAY)
    issues.published_issue(by=by, now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    [of_coordinator], [of_officer] = map(news_to, both)
    assert "has answered" in of_coordinator.body_text
    assert "Issue published" not in of_coordinator.body_text
    assert "has answered" not in of_officer.body_text
    assert "Issue published" in of_officer.body_text


def test_nothing_is_told_of_a_word_taken_back_before_it_is_sent():
    follower = a_follower(topic("everything"), how_often="daily", now=WEDNESDAY)
    issue = issues.published_issue(title="Bus late", now=WEDNESDAY)
    other = issues.published_issue(title="The ramp is too steep", now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    hide_issue(issue, reason="A name.", by=accounts.coordinator(), now=WEDNESDAY)
    news.tell_digests(THURSDAY_SEVEN)
    [told] = news_to(follower)
    assert other.title in told.body_text
    assert issue.title not in told.body_text + told.subject


def test_an_email_that_waits_is_taken_back_with_the_word_and_the_rest_told_anew():
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    issue = issues.published_issue(title="Bus late", now=WEDNESDAY)
    other = issues.published_issue(title="The ramp is too steep", now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    hide_issue(issue, reason="A name.", by=accounts.coordinator(), now=WEDNESDAY)
    assert news_to(follower) == []
    assert news.tell_at_once(WEDNESDAY) == 1
    [told] = news_to(follower)
    assert other.title in told.body_text
    assert "Bus late" not in told.body_text + told.subject


def test_what_is_no_longer_public_in_another_way_is_taken_back_within_two_minutes():
    one = consultations.an_open_one(title="A club on Saturdays", now=WEDNESDAY - clock.DAY)
    follower = a_follower(topic("consultation", one), topic("everything"), now=WEDNESDAY)
    another = consultations.an_open_one(title="Another club", now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    assert "Another club" in news_to(follower)[0].subject
    withdraw_consultation(
        another, reason="A mistake.", what_follows="Nothing.", by=accounts.coordinator(), now=WEDNESDAY
    )
    news.tell_at_once(WEDNESDAY)
    assert [told.subject for told in news_to(follower)] == []


def test_an_email_that_waits_for_weeks_is_taken_back_for_its_age_by_nobody():
    follower = a_told_follower()
    news.tell_at_once(WEDNESDAY + 40 * clock.DAY)
    assert len(news_to(follower)) == 1


def test_a_followed_thing_that_is_hidden_is_named_nowhere_and_can_be_stopped(client):
    issue = issues.published_issue(title="Bus late", now=WEDNESDAY)
    follower = a_follower(topic("issue", issue), now=WEDNESDAY)
    hide_issue(issue, reason="A name.", by=accounts.coordinator(), now=WEDNESDAY)
    page = client.get(f"/follow/{secret_of(follower)}/").content.decode()
    assert "Bus late" not in page
    assert issue.reference not in page
    assert "Something that is no longer public" in page
    services.stop(follower, topics=[topic("issue", issue)])
    assert not follower.followings.exists()


def test_what_is_chosen_must_be_open_to_anybody():
    hidden = issues.edited_issue(now=WEDNESDAY)
    for wrong in (topic("issue", hidden), "issue:999999", "issue:x", "nothing:1", "meetings:1", ""):
        with pytest.raises(DomainError):
            services.ask_to_follow(email="x@example.org", topics=[wrong], how_often="daily")
    assert not Message.objects.filter(to="x@example.org").exists()


def test_asking_again_changes_how_often_and_goes_on_from_where_it_was():
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    a_follower(topic("everything"), how_often="daily", email=follower.email, now=WEDNESDAY)
    assert Following.objects.get().how_often == "daily"
    assert news.tell_digests(THURSDAY_SEVEN) == 1


def test_no_row_has_a_time_of_day_or_a_secret_in_the_clear():
    follower = a_told_follower()
    a_request(topic("meetings"), email=follower.email)
    secret = secret_of(follower)
    for model in (Addressee, Following, FollowRequest, EmailStop, Told, News):
        names = [field.get_internal_type() for field in model._meta.fields]
        assert "DateTimeField" not in names
        assert secret not in str(list(model.objects.values()))


def test_a_worker_killed_between_two_batches_loses_nobody_and_tells_nobody_twice(monkeypatch):
    monkeypatch.setattr(news, "BATCH", 2)
    followers = [a_follower(topic("everything"), how_often="daily", now=WEDNESDAY) for _each in range(5)]
    issues.published_issue(now=WEDNESDAY)
    write, calls = outbox.write_all, []

    def killed(messages, now):
        calls.append(messages)
        rows = write(messages, now)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return rows

    monkeypatch.setattr(outbox, "write_all", killed)
    with pytest.raises(KeyboardInterrupt):
        news.tell_digests(THURSDAY_SEVEN)
    assert [len(news_to(one)) for one in followers] == [1, 1, 0, 0, 0]
    assert news.tell_digests(THURSDAY_SEVEN) == 3
    assert news.tell_digests(THURSDAY_SEVEN) == 0
    assert [len(news_to(one)) for one in followers] == [1] * 5


def test_queries_do_not_grow_with_followers():
    a_told_follower()
    for _each in range(2):
        a_follower(topic("everything"), now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    with CaptureQueriesContext(connection) as few:
        assert news.tell_at_once(WEDNESDAY) == 3
    for _each in range(30):
        a_follower(topic("everything"), now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    with CaptureQueriesContext(connection) as many:
        assert news.tell_at_once(WEDNESDAY) == 33
    assert len(many) <= len(few)


def test_an_issue_that_leaves_its_page_is_not_told_by_an_email_that_waits():
    follower = a_follower(topic("everything"), now=WEDNESDAY)
    issue = issues.published_issue(title="The bus of one child", now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    edit_issue(
        issue,
        title="The bus",
        edited_text="Late.",
        version=issue.edit_version,
        by=accounts.coordinator(),
        now=WEDNESDAY,
    )
    outbox.deliver_all(now=WEDNESDAY + clock.DAY)
    assert news_to(follower) == []
    assert "of one child" not in str([(one.subject, one.body) for one in mail.outbox])


def test_an_email_that_is_so_still_is_sent_as_it_was_written():
    follower = a_told_follower()
    outbox.deliver_all(now=WEDNESDAY + clock.DAY)
    [told] = news_to(follower)
    assert told.state == "sent"
    assert told.subject in [one.subject for one in mail.outbox]


def test_one_click_stops_what_waits_to_be_sent_too_and_tells_the_rest_anew():
    follower = a_follower(topic("everything"), topic("meetings"), now=WEDNESDAY)
    issues.published_issue(now=WEDNESDAY)
    meetings.a_scheduled_meeting(WEDNESDAY.date() + dt.timedelta(days=60), now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    [told] = news_to(follower)
    assert "Issue published" in told.body_text
    services.stop(follower, topics=["everything:"], now=WEDNESDAY)
    assert news_to(follower) == []
    news.tell_at_once(WEDNESDAY)
    [told] = news_to(follower)
    assert "Issue published" not in told.body_text


def test_a_consultation_that_opens_is_told_to_whoever_follows_its_service():
    area = issues.theme(now=WEDNESDAY).service_area
    follower, other = (a_follower(topic(*one), now=WEDNESDAY) for one in (("area", area), ("meetings",)))
    one = consultations.an_open_one(service_area=area, now=WEDNESDAY)
    news.tell_at_once(WEDNESDAY)
    [told] = news_to(follower)
    assert one.title in told.body_text
    assert news_to(other) == []


def test_saving_how_often_says_that_it_is_saved(client):
    follower = a_follower(topic("everything"), how_often="daily", now=WEDNESDAY)
    page = f"/follow/{secret_of(follower)}/"
    field = f"often-{follower.followings.get().pk}"
    assert "Saved." in client.post(page, {field: "weekly"}, follow=True).content.decode()
    assert "Saved." not in client.post(page, {field: "weekly"}, follow=True).content.decode()


def test_what_was_hidden_before_it_was_confirmed_has_no_button(client):
    issue = issues.published_issue(now=WEDNESDAY)
    asked = a_request(topic("issue", issue), email="new@example.org")
    hide_issue(issue, reason="A child is named", by=accounts.coordinator(), now=WEDNESDAY)
    shown = client.get(f"/follow/confirm/{secret_in(last_to(asked.email))}/").content.decode()
    assert "no longer public" in shown
    assert "Yes, follow" not in shown


@pytest.mark.parametrize("address", ["/follow/feeds/everything.atom", "/follow/feeds/meetings.atom"])
def test_a_feed_is_sent_again_only_once_something_has_changed(address, client):
    issues.published_issue()
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    issues.published_issue()
    is_changed = client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    assert is_changed == ("everything" in address)
