import pytest
from django.contrib.messages import get_messages
from django.db.models import Count, F

from common.differences import difference
from common.models import RateCount
from common.pages.paging import CappedPaginator
from tests.common.pages import Rows
from tests.counting import queries
from tests.factories.accounts import coordinator, parent

pytestmark = [pytest.mark.urls("tests.common.pages"), pytest.mark.django_db]
DAY = "2026-03-02"


def row(number=1, scope="public"):
    return RateCount.objects.create(scope=scope, subject=str(number), counted_on=DAY, count=1)


def rows(number):
    RateCount.objects.bulk_create(
        RateCount(scope="public", subject=str(index), counted_on=DAY, count=1) for index in range(number)
    )


def write(client, text, version=1):
    return client.post(f"/row/{row().pk}/write/", {"text": text, "version": version})


def spoken(response):
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def test_a_visible_row_is_shown(client):
    response = client.get(f"/row/{row().pk}/")
    assert response.status_code == 200
    assert response.context["object"] == response.context["ratecount"]


def test_row_the_user_may_not_see_is_404(client):
    hidden = client.get(f"/row/{row(scope='hidden').pk}/")
    absent = client.get("/row/987654/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_a_form_on_a_hidden_row_answers_404_to_a_post_too(client):
    assert client.post(f"/row/{row(scope='hidden').pk}/write/", {"text": "x", "version": 1}).status_code == 404


def test_the_success_message_of_a_service_is_shown(client):
    response = write(client, "yes")
    assert (response.status_code, response["Location"]) == (302, "/said/")
    assert spoken(response) == [("success", "Saved.")]


def test_a_refusal_is_shown_beside_its_field_and_keeps_typed_text(client):
    response = write(client, "no")
    assert response.status_code == 200
    assert response.context["form"].errors == {"text": ["The group said no."]}
    assert response.context["form"]["text"].value() == "no"
    assert b'<a href="#id_text">The group said no.</a>' in response.content


def test_a_refusal_without_a_field_is_shown_above_the_form(client):
    response = write(client, "nowhere")
    assert response.context["form"].non_field_errors() == ["The group said no."]
    assert b"<li>The group said no.</li>" in response.content


def test_the_title_of_a_page_with_errors_begins_with_the_word(client):
    assert b"<title>Error: " in write(client, "no").content
    assert b"<title>Error: " not in client.get(f"/row/{row(2).pk}/write/").content


def test_stale_edit_shows_their_text_and_keeps_the_typed_text(client):
    response = write(client, "the same\nmine", version=0)
    html = response.content.decode()
    assert response.context["form"]["text"].value() == "the same\nmine"
    assert "What it says now" in html
    assert "theirs" in html
    assert "Only in yours:" in html


def test_a_stale_edit_saved_again_starts_from_the_current_text(client):
    stale = write(client, "mine", version=0)
    again = client.post(
        stale.request["PATH_INFO"], {"text": "mine", "version": stale.context["form"]["version"].value()}
    )
    assert again.status_code == 302


def test_differences_are_told_line_by_line():
    assert difference("a\nb\nc", "a\nx\nc\nd") == [
        ("same", "a"),
        ("theirs", "b"),
        ("mine", "x"),
        ("same", "c"),
        ("mine", "d"),
    ]


def test_a_button_does_one_thing_and_says_so(client):
    response = client.post("/press/")
    assert (response.status_code, response["Location"]) == (302, "/done/")
    assert spoken(response) == [("success", "Done.")]


def test_a_button_that_is_refused_says_why(client):
    response = client.post("/press/", {"refuse": "1"})
    assert response.status_code == 302
    assert spoken(response) == [("error", "It was answered already.")]


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_a_button_is_pressed_by_post_alone(client, method):
    assert getattr(client, method)("/press/").status_code == 405


def test_staff_pages_ask_for_a_sign_in_then_for_the_right(client, sign_in):
    assert client.post("/staff/").headers["Location"].startswith("/sign-in/")
    assert sign_in(client, parent()).post("/staff/").status_code == 403
    client.logout()
    assert sign_in(client, coordinator()).post("/staff/").status_code == 302


def test_every_page_asks_for_a_sign_in_unless_it_is_public(client):
    assert client.get("/private/").status_code == 302
    assert client.get("/list/").status_code == 200


def test_signed_in_pages_are_not_cached(client, sign_in):
    assert "Cache-Control" not in client.get("/list/")
    assert "no-store" in sign_in(client, parent()).get("/list/")["Cache-Control"]


def test_a_list_comes_in_pages_and_keeps_its_filter(client):
    rows(60)
    response = client.get("/list/", {"page": "2", "theme": "travel"})
    html = response.content.decode()
    assert "26 to 50 of 60" in html
    assert "?page=1&amp;theme=travel" in html
    assert "?page=3&amp;theme=travel" in html


@pytest.mark.parametrize("number", ["0", "-1", "4", "x", "9" * 30])
def test_a_page_that_is_not_there_is_404(client, number):
    rows(60)
    assert client.get("/list/", {"page": number}).status_code == 404


def test_the_first_page_of_an_empty_list_is_there(client):
    assert client.get("/list/").status_code == 200


def test_query_count_does_not_grow_with_rows(client, django_assert_num_queries):
    rows(30)
    with django_assert_num_queries(2):
        client.get("/list/")
    rows_more = [RateCount(scope="public", subject=f"m{index}", counted_on=DAY) for index in range(3000)]
    RateCount.objects.bulk_create(rows_more)
    with django_assert_num_queries(2):
        response = client.get("/list/", {"page": "7"})
    assert "151 to 175 of more than 1,000" in response.content.decode()


def test_rows_are_counted_no_further_than_1001(django_assert_num_queries):
    rows(1500)
    paginator = CappedPaginator(Rows(RateCount).order_by("pk"), 25)
    with django_assert_num_queries(1) as queries:
        assert paginator.count == 1001
    assert "LIMIT 1001" in queries[0]["sql"]


def test_rows_beyond_the_count_can_still_be_reached():
    rows(1510)
    paginator = CappedPaginator(Rows(RateCount).order_by("pk"), 25)
    last = paginator.page(61)
    assert (last.start_index(), last.end_index(), last.has_next()) == (1501, 1510, False)
    assert paginator.page(60).has_next()


def test_a_plain_list_has_pages_too():
    assert CappedPaginator(list(range(30)), 25).page(2).object_list == [25, 26, 27, 28, 29]


def test_rows_are_counted_without_what_is_read_with_each():
    rows(3)
    with queries() as counted:
        assert CappedPaginator(Rows(RateCount).annotate(twice=F("count") * 2).order_by("subject"), 25).count == 3
    assert "twice" not in counted[0]
    assert "ORDER BY" not in counted[0]


def test_what_narrows_the_rows_is_counted_all_the_same():
    rows(3)
    twice = Rows(RateCount).annotate(twice=F("count") * 2).order_by("pk")
    assert [CappedPaginator(twice.filter(twice=number), 25).count for number in (2, 3)] == [3, 0]
    assert CappedPaginator(Rows(RateCount).values("scope").annotate(Count("pk")).order_by("scope"), 25).count == 1
    assert CappedPaginator(Rows(RateCount).annotate(Count("pk")).filter(pk__count=1).order_by("pk"), 25).count == 3
