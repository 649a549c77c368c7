"""What somebody with a member's link could do to harm: spam, script, very long words, a race at the closing."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from common import clock
from meetings.models import ViewGiven
from meetings.services import views_brought
from meetings.services.views_brought import close_link, give_view, renew_link, views_behind
from tests.factories import accounts
from tests.factories import meetings as make
from tests.same_moment import meanwhile
from tests.signing_in import sign_in

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))"


def link(secret=make.SECRET):
    return reverse("meetings:view_give", args=[secret])


@pytest.fixture
def views(db):
    meeting = make.a_meeting_with_agenda(clock.today() + 30 * clock.DAY)
    return make.views_to_bring(meeting, now=clock.now())


def send(text, address="203.0.113.7", **more):
    return Client(REMOTE_ADDR=address).post(link(), {"text": text, **more})


def test_a_thousand_answers_from_one_place_are_slowed_down(views):
    codes = [send(f"Spam number {number}", once=f"key-{number}").status_code for number in range(60)]
    assert codes.count(200) == 21  # twenty in the hour, and one in the minute
    assert codes.count(429) == 39
    assert ViewGiven.objects.count() == 21


def test_a_thousand_answers_from_as_many_places_end_at_the_most(views, monkeypatch):
    monkeypatch.setattr(views_brought, "MOST_ANSWERS", 30)
    for number in range(35):
        page = send(f"Spam number {number}", f"10.0.{number}.1")
    assert "takes no more" in page.content.decode()
    assert ViewGiven.objects.count() == 30


def test_a_key_made_up_by_the_sender_opens_no_limit(views):
    for _time in range(60):
        send("Spam, again and again", once="one-key")
    assert ViewGiven.objects.count() == 1


def test_secrets_cannot_be_tried_out(views):
    assert {
        Client().get(link(secret)).status_code for secret in ("a", make.SECRET[:-1], make.SECRET.upper(), "%00")
    } == {404}


def test_script_in_an_answer_is_only_words(views):
    send(SCRIPT)
    page = sign_in(Client(), views.membership.person.user).get(
        reverse("meetings:views_detail", args=[views.meeting.slug, views.pk])
    )
    shown = page.content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert 'href="javascript' not in shown
    assert "&lt;script&gt;" in shown


def test_very_long_words_are_refused_and_kept_in_the_form(views):
    page = send("x" * 5000)
    assert "Use 2000 characters or fewer. You used 5000." in page.content.decode()
    assert "x" * 5000 in page.content.decode()
    assert not ViewGiven.objects.exists()
    assert send("y" * 3_000_000).status_code in {200, 400, 413}
    assert not ViewGiven.objects.exists()


@pytest.mark.parametrize("text", ["\x00", "\u202egnorw", "\U0001f600 ok", " \n\t ", "\u200b\u200b"])
def test_odd_letters_break_nothing(views, text):
    assert send(text).status_code in {200, 400}
    member = sign_in(Client(), views.membership.person.user)
    page = reverse("meetings:views_detail", args=[views.meeting.slug, views.pk])
    assert member.get(page).status_code == 200


def test_the_link_opens_nothing_else(views):
    anyone = Client()
    anyone.get(link())
    for name in ("views_detail", "views_bring", "link_new"):
        answer = anyone.get(reverse(f"meetings:{name}", args=[views.meeting.slug, views.pk]))
        assert answer.status_code == 302
        assert "/sign-in/" in answer["Location"]


def test_an_agency_reads_no_answer_by_guessing_addresses(views):
    give_view(views, "The bus comes late.")
    officer = sign_in(Client(), accounts.officer())
    address = reverse("meetings:views_detail", args=[views.meeting.slug, views.pk])
    assert officer.get(address).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_the_moment_of_the_closing_is_kept_or_refused_in_words(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time")
    meeting = make.a_meeting_with_agenda(clock.today() + 30 * clock.DAY)
    views = make.views_to_bring(meeting, now=clock.now())
    opened = views_behind(make.SECRET)
    [error] = meanwhile(lambda: close_link(views, by=None), lambda: give_view(opened, "The bus comes late."))
    assert "closed meanwhile" in error.message
    assert not ViewGiven.objects.exists()
    renew_link(views, make.SECRET, by=None)
    opened = views_behind(make.SECRET)
    assert meanwhile(lambda: give_view(opened, "The bus comes late."), lambda: close_link(views, by=None)) == []
    assert ViewGiven.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_the_same_long_words_sent_at_the_same_moment_one_is_kept(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one transaction write at a time")
    make.views_to_bring(make.a_meeting_with_agenda(clock.today() + 30 * clock.DAY), now=clock.now())
    one, two = (views_behind(make.SECRET) for _time in range(2))
    words = "The bus comes late on most days of the week."
    assert meanwhile(lambda: give_view(one, words), lambda: give_view(two, words)) == []
    assert ViewGiven.objects.count() == 1
