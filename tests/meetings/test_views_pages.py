"""The pages of views that members bring: outside behind the link, a member's own, the co-ordinator's (M6)."""

import pytest
from django.test import Client
from django.urls import reverse

from common import clock
from meetings.models import ViewGiven, ViewsBrought
from meetings.services.private_items import make_private
from meetings.services.views_brought import close_link
from tests.factories import meetings as make
from tests.factories import members
from tests.filling import seen_in
from tests.meetings.conftest import COMING
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def views(published, membership):
    return make.views_to_bring(published, membership, item=published.items.get(title="Travel to school"))


def text_of(response):
    return " ".join(response.content.decode().split())


def own(name, views):
    return reverse(f"meetings:{name}", args=[views.meeting.slug, views.pk])


def link(secret=make.SECRET):
    return reverse("meetings:view_give", args=[secret])


def send(client, text, once="", **more):
    return client.post(link(), {"text": text, "once": once, **more})


def test_a_member_gets_a_link_for_an_item_and_sees_it_once(as_member, published):
    item = published.items.get(title="Travel to school")
    address = reverse("meetings:views_gather", args=[published.slug])
    form = {"item": item.pk, "question": "Is the bus late?", "by_link": "yes", "once": "a-key"}
    page = as_member.post(address, form)
    views = ViewsBrought.objects.get()
    assert "We show it only this once" in text_of(page)
    shown = text_of(page).split("/views/")[1].split("/")[0]
    assert (views.item, views.question) == (item, "Is the bus late?")
    assert "Is the bus late?" in text_of(Client().get(link(shown)))
    again = as_member.post(address, form)
    assert shown in text_of(again)
    assert ViewsBrought.objects.count() == 1
    assert shown not in text_of(as_member.get(own("views_detail", views)))


def test_without_a_link_the_member_goes_on_to_their_views(as_member, published):
    address = reverse("meetings:views_gather", args=[published.slug])
    page = as_member.post(address, {"question": "Is the bus late?", "by_link": "no"}, follow=True)
    assert page.redirect_chain[-1][0] == own("views_detail", ViewsBrought.objects.get())


def test_a_question_that_names_somebody_is_said_next_to_it_with_what_was_typed(as_member, published):
    address = reverse("meetings:views_gather", args=[published.slug])
    page = as_member.post(address, {"question": "What of Sam Hillyard?", "by_link": "no"})
    assert "could show who somebody is" in text_of(page)
    assert "What of Sam Hillyard?" in text_of(page)


def test_a_private_item_cannot_be_chosen(as_member, published):
    address = reverse("meetings:views_gather", args=[published.slug])
    assert "A tender" not in text_of(as_member.get(address))
    private = published.items.get(title="A tender")
    page = as_member.post(address, {"item": private.pk, "question": "Is it dear?", "by_link": "no"})
    assert "Choose one of the answers offered" in text_of(page)


def test_somebody_with_two_seats_says_for_whom_they_speak(as_member, published, membership):
    other = members.a_member(person=membership.person)
    address = reverse("meetings:views_gather", args=[published.slug])
    assert str(other.seat.constituency) in text_of(as_member.get(address))
    as_member.post(address, {"seat": other.pk, "question": "Is the bus late?", "by_link": "no"})
    assert ViewsBrought.objects.get().membership == other


def test_the_form_is_closed_once_the_meeting_has_begun(as_member, published):
    with clock.frozen(COMING + clock.DAY):
        page = as_member.get(reverse("meetings:views_gather", args=[published.slug]), follow=True)
    assert "until the meeting begins" in text_of(page)


def test_whoever_has_the_link_says_one_thing_and_reads_who_will_read_it(as_anyone, views):
    page = as_anyone.get(link())
    assert "This member, and the co-ordinator" in text_of(page)
    assert "Do not name a child" in text_of(page)
    assert "Travel to school" in text_of(page)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("strict-origin", "noindex")
    assert "no-store" in page["Cache-Control"]
    assert "Thank you" in text_of(send(as_anyone, "The bus comes late."))
    assert not as_anyone.cookies.get("sessionid")
    assert ViewGiven.objects.get().text == "The bus comes late."


def test_sending_twice_counts_once_and_other_words_are_refused(as_anyone, views):
    for _time in range(2):
        assert "Thank you" in text_of(send(as_anyone, "Late.", "one-key"))
    page = send(as_anyone, "Early.", "one-key")
    assert page.status_code == 409
    assert "Early." in text_of(page)
    assert ViewGiven.objects.count() == 1


def test_a_closed_link_says_so_kindly(as_anyone, views):
    close_link(views, by=None)
    page = as_anyone.get(link())
    assert page.status_code == 410
    assert "Thank you for wanting to help" in text_of(page)
    late = send(as_anyone, "The bus comes late.")
    assert "has closed meanwhile" in text_of(late)
    assert "The bus comes late." in text_of(late)
    assert not ViewGiven.objects.exists()


def test_a_link_that_never_was_says_no_more(as_anyone, views):
    page = as_anyone.get(link("another"))
    assert page.status_code == 404
    assert "This link does not work" in text_of(page)
    assert "Travel" not in text_of(page)


def test_the_title_of_an_item_made_private_is_on_no_page(as_anyone, views):
    make_private(views.item, "one_family", "It names a child", by=None)
    assert "Travel to school" not in text_of(as_anyone.get(link()))


def test_a_member_reads_their_answers_and_brings_them(as_member, views):
    make.views_given(views, 12)
    page = text_of(as_member.get(own("views_detail", views)))
    assert "number 12." in page
    assert "Take out" not in page
    form = {"summary": "Most want the bus to wait.", "asked": "40", "told_member": "0", "how": ""}
    as_member.post(own("views_bring", views), form | seen_in(as_member.get(own("views_bring", views))))
    pack = text_of(as_member.get(reverse("meetings:meeting_pack", args=[views.meeting.slug])))
    assert "Most want the bus to wait." in pack
    assert "12 people answered of 40 asked." in pack
    assert "number 12." not in pack


def test_no_other_member_reads_answers_or_changes_views(views):
    make.views_given(views, 1)
    other = sign_in(Client(), members.a_member().person.user)
    for name in ("views_detail", "views_bring", "link_new"):
        assert other.get(own(name, views)).status_code == 404
    assert other.post(own("link_close", views)).status_code == 404


def test_a_stale_edit_shows_both_texts(as_member, views):
    form = {"summary": "Mine.", "told_member": "0"} | seen_in(as_member.get(own("views_bring", views)))
    ViewsBrought.objects.filter(pk=views.pk).update(summary="Saved before.", brought_on=COMING)
    page = as_member.post(own("views_bring", views), form)
    assert page.status_code == 409
    assert "Saved before." in text_of(page)
    assert "Mine." in text_of(page)


def test_the_coordinator_reads_answers_at_the_meeting_and_in_the_minutes(as_coordinator, views):
    make.views_given(views, 12)
    page = text_of(as_coordinator.get(reverse("meetings:views_of_meeting", args=[views.meeting.slug])))
    assert "12 people answered." in page
    assert "number 3." in text_of(as_coordinator.get(own("views_detail", views)))
    make.bring_views(views, summary="Most want the bus to wait.", by=None)
    minutes = text_of(as_coordinator.get(reverse("meetings:minutes_edit", args=[views.meeting.slug])))
    assert "Most want the bus to wait." in minutes


def test_the_coordinator_takes_out_what_names_a_child(as_coordinator, as_member, views):
    [answer] = make.views_given(views, 1, words="Little Tom is pushed on the bus.")
    page = as_coordinator.get(reverse("meetings:view_hide", args=[views.meeting.slug, answer.pk]))
    assert "tell a safeguarding lead first" in text_of(page)
    assert as_member.get(reverse("meetings:view_hide", args=[views.meeting.slug, answer.pk])).status_code == 403
    as_coordinator.post(reverse("meetings:view_hide", args=[views.meeting.slug, answer.pk]), {"reason": "a name"})
    assert "Little Tom" not in text_of(as_member.get(own("views_detail", views)))
    assert "Answered by the link</dt>" in text_of(as_member.get(own("views_detail", views)))


def test_the_coordinator_records_that_views_were_spoken_to(as_coordinator, views):
    make.bring_views(views, summary="Most want the bus to wait.", by=None)
    with clock.frozen(COMING + clock.DAY):
        as_coordinator.post(own("views_spoken", views))
        assert "Spoken to at the meeting." in text_of(
            as_coordinator.get(reverse("meetings:views_of_meeting", args=[views.meeting.slug]))
        )
        as_coordinator.post(own("views_not_spoken", views))
    views.refresh_from_db()
    assert not views.was_spoken_to


def test_a_new_link_and_its_close(as_member, as_anyone, views):
    page = text_of(as_member.post(own("link_new", views), {"once": "new-key"}))
    shown = page.split("/views/")[1].split("/")[0]
    assert as_anyone.get(link()).status_code == 404
    assert as_anyone.get(link(shown)).status_code == 200
    as_member.post(own("link_close", views))
    assert as_anyone.get(link(shown)).status_code == 410


def test_what_is_brought_is_on_no_public_page(as_anyone, views):
    make.bring_views(views, summary="Most want the bus to wait.", by=None)
    assert "Most want the bus" not in text_of(as_anyone.get(views.meeting.get_absolute_url()))
