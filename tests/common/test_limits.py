"""How often something may be done. Two counts at the same moment are tried in tests/faults."""

import datetime as dt

import pytest
from django.http import HttpResponse
from django.template import engines

from common import clock, limits
from common.limits import HOUR, MINUTE, client_ip, count, limited
from common.models import RateCount

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def counted(times, *, subject="198.51.100.7", limit=3, per=HOUR, now=NOON, scope="answers"):
    return [count(scope, subject, limit, per, now=now) for _turn in range(times)]


def test_up_to_the_limit_is_allowed_and_no_more():
    assert counted(5) == [True, True, True, False, False]


def test_subjects_and_scopes_count_for_themselves():
    counted(3)
    assert counted(1, subject="198.51.100.8") == [True]
    assert counted(1, scope="issues") == [True]


def test_a_new_window_begins_at_the_full_hour():
    counted(4)
    assert counted(1, now=NOON + dt.timedelta(minutes=59)) == [False]
    assert counted(1, now=NOON + HOUR) == [True]


def test_a_window_of_a_day_ends_at_midnight_in_london():
    counted(4, per=DAY)
    midnight = clock.at(dt.date(2026, 6, 2), dt.time())
    assert counted(1, per=DAY, now=midnight - dt.timedelta(seconds=1)) == [False]
    assert counted(1, per=DAY, now=midnight) == [True]


def test_a_count_is_one_statement(django_assert_num_queries):
    for _turn in range(2):
        with django_assert_num_queries(1):
            counted(1)


def test_neither_an_address_nor_a_time_of_day_is_stored():
    counted(2)
    row = RateCount.objects.values().get()
    assert row.pop("id")
    assert row.pop("counted_on") == dt.date(2026, 6, 1)
    assert len(row.pop("subject")) == 64
    assert row == {"scope": "answers", "count": 2}


def test_the_hash_of_an_address_changes_with_the_day_and_with_the_secret(settings):
    counted(1)
    counted(1, now=NOON + DAY)
    settings.SECRET_KEY = "x" * 60
    counted(1)
    assert RateCount.objects.values("subject").distinct().count() == 3


def test_yesterdays_counts_are_erased():
    counted(1, now=NOON - DAY)
    counted(1)
    assert limits.purge(NOON) == 1
    assert RateCount.objects.get().counted_on == dt.date(2026, 6, 1)


def test_the_same_form_sent_again_does_not_use_up_a_try():
    def sent(key):
        return limits.count_once("answers", "198.51.100.7", key, 2, HOUR, now=NOON)

    assert [sent("first") for _turn in range(14)] == [True] * 14
    assert [sent("second"), sent("third"), sent("third"), sent("first")] == [True, False, False, True]


def test_a_key_that_never_ends_is_counted_like_any_other_form():
    sent = [limits.count_once("answers", "198.51.100.7", "key", 2, HOUR, now=NOON) for _turn in range(26)]
    assert sent == [True] * 22 + [False] * 4


def test_one_key_from_two_addresses_counts_for_each():
    verdicts = [limits.count_once("answers", f"198.51.100.{n}", "key", 0, HOUR, now=NOON) for n in (1, 2)]
    assert verdicts == [False, False]


SECONDS = [dt.timedelta(seconds=seconds) for seconds in (0, 0, 30, 60)]


def tried(*moments, subject="ada@county.gov.uk"):
    return [
        limits.slow_down("passwords", subject, SECONDS, now=NOON + dt.timedelta(seconds=second)) for second in moments
    ]


def test_the_third_try_makes_the_next_wait_and_a_refused_one_is_not_counted():
    assert tried(0, 1, 2) == [None] * 3
    assert tried(3, 59) == [dt.timedelta(seconds=57), dt.timedelta(seconds=1)]
    assert tried(60) == [None]
    assert tried(61, 179) == [dt.timedelta(seconds=119), dt.timedelta(seconds=1)]
    assert tried(180) == [None]
    assert limits.tries_today("passwords", "ada@county.gov.uk", now=NOON) == 5


def test_a_wait_at_the_end_of_a_window_is_not_cut_short():
    tried(0, 1, 29)
    assert tried(30, 59) == [dt.timedelta(seconds=30), dt.timedelta(seconds=1)]


def test_tries_of_one_do_not_slow_another_down_and_are_forgotten_on_request():
    tried(0, 1, 2)
    assert tried(3, subject="ben@county.gov.uk") == [None]
    limits.forget("passwords", "ada@county.gov.uk", now=NOON)
    assert limits.tries_today("passwords", "ada@county.gov.uk", now=NOON) == 0
    assert tried(3, 4) == [None] * 2


# --- whose request it is


@pytest.mark.parametrize(
    ("proxies", "remote", "header", "address"),
    [
        (0, "198.51.100.7", "", "198.51.100.7"),
        (0, "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        (1, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "10.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "", "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1", "6.6.6.6, nonsense", "unknown"),
        (0, "", "", "unknown"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (0, "::ffff:198.51.100.7", "", "198.51.100.7"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(rf, settings, proxies, remote, header, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert client_ip(rf.get("/", REMOTE_ADDR=remote, **headers)) == address


# --- the page that says: not so fast


def test_twenty_sendings_of_one_form_are_one_try(rf):
    answer = view(is_once=True)
    assert posts(rf, answer, [0] * 20, once="key") == [200] * 20
    assert posts(rf, answer, [0], once="another") == [200]
    assert posts(rf, answer, [0, 0], once="one more") == [429, 429]


def test_a_made_up_key_does_not_open_the_limit_of_a_form_that_carries_none(rf):
    assert posts(rf, view(), [0] * 4, once="made up") == [200, 200, 429, 429]


def test_a_form_that_passed_slowly_passes_again(rf):
    answer = view(then_every=5 * MINUTE, is_once=True)
    assert posts(rf, answer, [0, 0, 0]) == [200] * 3
    assert posts(rf, answer, [1, 6, 6, 7], once="late") == [429, 200, 200, 200]


@pytest.fixture(autouse=True)
def page(settings):
    backend = "django.template.backends.django.DjangoTemplates"
    text = "{{ wait_minutes }} minutes{% for name, value in typed %}|{{ name }}={{ value }}{% endfor %}"
    loaders = [("django.template.loaders.locmem.Loader", {"429.html": text})]
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": {"loaders": loaders}}]
    assert engines


def view(**options):
    return limited("answers", 2, HOUR, **options)(lambda request: HttpResponse("thank you"))


def posts(rf, answer, moments, **data):
    statuses = []
    for minutes in moments:
        with clock.frozen(NOON + minutes * MINUTE):
            statuses.append(answer(rf.post("/", data)).status_code)
    return statuses


def test_reading_is_not_counted(rf):
    answer = view()
    assert [answer(rf.get("/")).status_code for _turn in range(5)] == [200] * 5


def test_beyond_the_limit_the_answer_is_429_with_the_time_to_wait(rf):
    answer = view()
    assert posts(rf, answer, [0, 0, 0, 10]) == [200, 200, 429, 429]
    with clock.frozen(NOON):
        response = answer(rf.post("/"))
    assert response.headers["Retry-After"] == "3600"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content == b"60 minutes"


def test_shared_library_address_is_limited_but_not_blocked(rf):
    answer = view(then_every=MINUTE)
    assert posts(rf, answer, [0, 0, 0, 0, 1, 1, 2]) == [200, 200, 200, 429, 200, 429, 200]


def test_the_page_keeps_what_was_typed_but_not_the_token(rf):
    answer = view(then_every=MINUTE)
    typed = {"text": "a <b>", "tick": ["1", "2"], "csrfmiddlewaretoken": "secret"}
    with clock.frozen(NOON):
        response = [answer(rf.post("/", typed)) for _turn in range(4)][-1]
    assert response.content.decode() == "1 minutes|text=a &lt;b&gt;|tick=1|tick=2"


def test_a_limit_may_count_something_else_than_addresses_and_other_methods(rf):
    answer = view(methods=("GET",), subject=lambda request: request.GET["reference"])
    assert [answer(rf.get("/", {"reference": "PPS-1"})).status_code for _turn in range(3)] == [200, 200, 429]
    assert answer(rf.get("/", {"reference": "PPS-2"})).status_code == 200
