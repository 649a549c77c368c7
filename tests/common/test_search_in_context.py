"""The words that were looked for, marked where they stand, as the stemmer of the database finds them."""

import time

import pytest

from common import search
from common.search import asked_for, in_context
from common.search.contexts import WIDTH, stem
from tests.factories import accounts, issues

pytestmark = pytest.mark.django_db
AROUND = "The group met in the hall by the river and had tea. " * 20


def marked(text, query):
    return [piece for piece, is_hit in in_context(text, asked_for(query)) if is_hit]


def shown(text, query):
    return "".join(piece for piece, _is_hit in in_context(text, asked_for(query)))


ENDINGS = [
    ("planning", "The plan is late."),
    ("plans", "We are planning it."),
    ("referred", "Nobody would refer him."),
    ("travelling", "She travelled alone."),
    ("stopped", "It stops here."),
    ("assess", "An assessment came."),
    ("assessments", "They assess him."),
    ("worried", "A worry of ours."),
    ("worry", "We are worried."),
    ("hope", "We are hoping."),
    ("bus", "Two buses came."),
    ("buses", "A bus came."),
    ("cafés", "A cafe opened."),
    ("coordinator", "The co-ordinators rang."),
    ("co-ordinators", "The coordinator rang."),
    ("email", "An e-mail came."),
    ("PPS-2026-0007", "See PPS-2026-0007."),
]


@pytest.mark.parametrize(("query", "text"), ENDINGS)
def test_what_the_database_finds_is_marked(client, query, text):
    issues.published_issue(by=accounts.coordinator(), title="Lighthouse", edited_text=text)
    [(_row, _label, pieces, _public)] = client.get("/search/", {"q": query}).context["hits"]
    assert any(is_hit for _piece, is_hit in pieces)


@pytest.mark.parametrize("text", [AROUND + "The Café closed. " + AROUND, "ß Œ " * 20 + AROUND + "Caf\u00e9s " + AROUND])
def test_accents_and_odd_letters_before_a_hit_do_not_move_its_mark(text):
    assert [word.rstrip("s").lower() for word in marked(text, "cafe")] == ["café"]


def test_word_within_another_is_not_marked():
    assert marked("The omnibus and the busy bus of 20261 and 2026.", "bus 2026") == ["bus", "2026"]


def test_words_that_stand_apart_are_each_shown_where_they_stand():
    text = f"An umbrella. {AROUND}The trumpet plays. {AROUND}A lighthouse. {AROUND}"
    assert marked(text, "trumpet umbrella lighthouse") == ["umbrella", "trumpet", "lighthouse"]
    assert len(shown(text, "trumpet umbrella lighthouse")) < WIDTH + 20
    assert shown(text, "trumpet umbrella lighthouse").count("…") == 3


def test_place_that_has_most_of_the_words_nearest_each_other_is_shown():
    text = f"A trumpet. {AROUND}The school is far from any bus. {AROUND}A school bus with a trumpet came. {AROUND}"
    assert marked(text, "school bus trumpet") == ["school", "bus", "trumpet"]
    assert "A school bus with a trumpet came." in shown(text, "school bus trumpet")


def test_text_without_a_hit_is_shown_from_its_beginning():
    assert shown(AROUND, "umbrella").startswith("The group met")
    assert shown(AROUND, "umbrella").endswith(" …")
    assert in_context("", asked_for("umbrella")) == []


@pytest.mark.parametrize("quotes", ['""', "“”", "«»", "„“", "””"])
def test_any_quotation_marks_make_a_phrase(quotes):
    assert asked_for(f"{quotes[0]}school bus{quotes[1]} late") == [["school", "bus"], ["late"]]


def test_apostrophe_makes_no_phrase():
    assert asked_for("the child’s school") == asked_for("the child's school")


def test_page_of_long_papers_is_marked_quickly():
    text = f"{AROUND * 15}The planning of “assessments” is late. {AROUND * 2}"
    assert len(text) > 17_000
    stem.cache_clear()
    best = 1.0
    for _time in range(3):
        start = time.perf_counter()
        for number in range(25):
            assert marked(f"{number} {text}", "plan assessment")
        best = min(best, time.perf_counter() - start)
    assert best < 0.05


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shcool", "school"),
        ("skool", "school"),
        ("cshool", "school"),
        ("nansport", "transport"),
        ("transprot 2026", "transport 2026"),
        ("school trasnport", "school transport"),
    ],
)
def test_word_is_meant_whichever_of_its_letters_is_wrong(client, typed, meant):
    issues.published_issue(by=accounts.coordinator(), title="Lighthouse", edited_text="The school transport of 2026.")
    assert search.did_you_mean(client_user(client), asked_for(typed)) == meant


def client_user(client):
    return client.get("/search/").wsgi_request.user


def test_common_word_is_never_meant(client):
    issues.published_issue(by=accounts.coordinator(), edited_text="The lighthouse of their school.")
    assert search.did_you_mean(client_user(client), asked_for("thier")) == ""


@pytest.mark.parametrize("asked", [{"kind": "Issues"}, {"year": "2026"}, {"kind": "Issues", "year": "2026", "q": " "}])
def test_kind_or_year_without_words_asks_for_words(client, asked):
    page = client.get("/search/", asked).content.decode()
    assert "Type the words to look for" in page
    assert "Search everything published here" not in page


@pytest.mark.parametrize("year", ["x", "5", "2026.5", "99999"])
@pytest.mark.parametrize("path", ["/search/", "/meetings/"])
def test_year_that_is_none_is_said_with_an_example(client, path, year):
    assert "Give a year, such as 2026." in client.get(path, {"q": "bus", "year": year}).content.decode()


def test_words_that_are_too_long_say_how_long_they_may_be(client):
    page = client.get("/search/", {"q": "x" * 201}).content.decode()
    assert "Use 200 characters or fewer. You used 201." in page
    assert "This list does not know" not in page
