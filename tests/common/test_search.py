"""Words as the search reads them, and the index that is never other than what the rows say."""

import pytest

from common import clock, search
from common.models import SearchEntry
from common.search.contexts import in_context
from common.search.words import asked_for, fold, tokens
from partnership.search_views import SEARCHES, HitPaginator, Search
from tests.factories import accounts, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def hits(client, **asked):
    page = client.get("/search/", asked)
    assert page.status_code == 200
    return page


def titles(client, **asked):
    return [row.title.split(" ", 1)[1] for row in hits(client, **asked).context["object_list"]]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("school bus", [["school"], ["bus"]]),
        ('"school bus" late', [["school", "bus"], ["late"]]),
        ("the and of", []),
        ("PPS-2026", [["pps", "2026"]]),
        ("pps2026", [["pps", "2026"]]),
        ("Café", [["cafe"]]),
        ("% ' \" * ( )", []),
        ("", []),
    ],
)
def test_query_is_read_as_words_and_phrases(query, terms):
    assert asked_for(query) == terms


def test_accents_and_case_are_forgiven():
    assert fold("Élodie") == "elodie"
    assert tokens("A naïve Łódź, e-mail") == ["a", "naive", "lodz", "e", "mail"]


def test_words_around_the_first_hit_are_shown_with_it_marked():
    pieces = in_context("word " * 30 + "the buses came late " + "word " * 60, [["bus"]])
    assert [text for text, is_hit in pieces if is_hit] == ["buses"]
    assert pieces[0][0].startswith("…")
    assert pieces[-1][0].endswith("…")


@pytest.mark.parametrize("query", ["co-ordinator", "coordinator", '"co ordinator"'])
def test_a_word_with_a_hyphen_is_found_however_it_is_written(client, query):
    by = accounts.coordinator()
    for title, text in (
        ("Lighthouse", "The coordinator rang."),
        ("Trumpet", "The co-ordinators rang."),
        ("Bus", "A co."),
    ):
        issues.published_issue(by=by, title=title, edited_text=text)
    page = hits(client, q=query)
    assert sorted(row.title.split(" ", 1)[1] for row in page.context["object_list"]) == ["Lighthouse", "Trumpet"]
    marked = {piece for _row, _label, pieces, _public in page.context["hits"] for piece, is_hit in pieces if is_hit}
    assert marked == {"coordinator", "co-ordinators"}


def test_every_word_must_be_in_what_is_found(client):
    by = accounts.coordinator()
    issues.published_issue(by=by, title="Lighthouse", edited_text="The cafés are near the umbrella shop.")
    issues.published_issue(by=by, title="Trumpet", edited_text="The umbrella shop is shut.")
    assert titles(client, q="umbrellas") == ["Trumpet", "Lighthouse"]
    assert titles(client, q="umbrella cafe") == ["Lighthouse"]
    assert titles(client, q='"shop umbrella"') == []
    assert titles(client, q='"umbrella shop" shut') == ["Trumpet"]
    assert titles(client, q="umbrella", kind="Meetings") == []
    assert titles(client, q="umbrella", kind="Issues") == ["Trumpet", "Lighthouse"]
    assert titles(client, q="umbrella", year=1999) == []


def test_results_are_counted_no_further_than_the_page_that_is_shown(client, monkeypatch):
    monkeypatch.setattr(Search, "paginate_by", 2)
    monkeypatch.setattr(HitPaginator, "most", 2)
    by = accounts.coordinator()
    said = ["1 result<", "2 results<", *["More than 2 results<"] * 3]
    for words in said:
        issues.published_issue(by=by, edited_text="The umbrella shop is shut.")
        assert words in " ".join(hits(client, q="umbrella").content.decode().split()).replace("> ", ">").replace(
            " <", "<"
        )
    second = hits(client, q="umbrella", page=2)
    assert len(second.context["object_list"]) == 2
    assert not second.context["page_obj"].has_next()
    assert client.get("/search/", {"q": "umbrella", "page": 3}).status_code == 404


def test_titles_come_first_and_the_newest_of_each(client):
    by = accounts.coordinator()
    for title, text in [("Umbrella", "One"), ("Trumpet", "umbrella"), ("An umbrella", "Two"), ("Bus", "umbrella")]:
        issues.published_issue(by=by, title=title, edited_text=text)
    assert titles(client, q="umbrella") == ["An umbrella", "Umbrella", "Bus", "Trumpet"]


def test_pages_hold_each_result_once_in_one_order(client, monkeypatch):
    monkeypatch.setattr(Search, "paginate_by", 2)
    monkeypatch.setattr(HitPaginator, "most_titled", 1)
    by = accounts.coordinator()
    for title in ("Umbrella", "Trumpet", "An umbrella", "Bus", "Car"):
        issues.published_issue(by=by, title=title, edited_text="umbrella")
    pages = [titles(client, q="umbrella", page=number) for number in (1, 2, 3)]
    assert pages == [["An umbrella", "Car"], ["Bus", "Trumpet"], ["Umbrella"]]


def test_hyphen_and_reference_are_forgiven(client):
    issue = issues.published_issue(title="Lighthouse", edited_text="The Co-ordinator sent an e-mail to Żółw.")
    for words in ("coordinator", "co-ordinator", "email", "E-mail", "zolw", issue.reference.replace("-", "").lower()):
        assert titles(client, q=words) == ["Lighthouse"], words


def test_reference_is_never_taken_for_another_one(client):
    issue = issues.published_issue(edited_text="The umbrella shop is shut.")
    other = issue.reference[:-1] + "x"
    assert hits(client, q=issue.reference + "9").context["meant"] == ""
    assert hits(client, q=other).context["meant"] == ""


def test_what_not_everybody_may_read_is_marked(client):
    by = accounts.coordinator()
    issues.logged_issue(by=by, is_published=False, edited_text="The umbrella shop.", share_with_group=True)
    sign_in(client, by)
    assert "Not public." in hits(client, q="umbrella").content.decode()
    issues.published_issue(by=by, edited_text="The trumpet shop.")
    assert "Not public." not in hits(client, q="trumpet").content.decode()


def test_parent_finds_their_own_issue_that_nobody_else_reads(client):
    parent = accounts.parent()
    issues.edited_issue(reporter=parent, edited_text="The umbrella shop.")
    assert titles(client, q="umbrella") == []
    sign_in(client, parent)
    assert len(titles(client, q="umbrella")) == 1


def test_word_that_is_misspelt_is_meant_as_it_stands_in_what_is_found(client):
    issues.published_issue(title="Lighthouse", edited_text="The umbrella shop is shut.")
    assert hits(client, q="umbrela").context["meant"] == "umbrella"
    assert "?q=umbrella" in hits(client, q="umbrela").content.decode()


@pytest.mark.parametrize(
    "query", ["'", '"', "%", "\0", "x" * 10_000, "the", "a", "* OR 1", "NEAR(a b)", "a:b & c | !d", "ﷺ", "😀", "½"]
)
def test_whatever_is_typed_gets_a_page(client, query):
    hits(client, q=query)


@pytest.mark.parametrize("asked", [{"year": "x"}, {"year": "-1"}, {"kind": "nothing"}, {"year": "9" * 30}])
def test_filter_that_is_not_known_is_said(client, asked):
    page = hits(client, q="bus", **asked)
    assert page.context["filter"].form.errors
    assert not page.context["object_list"]


def test_page_costs_the_same_queries_however_much_is_found(client, django_assert_max_num_queries):
    by = accounts.coordinator()
    issues.published_issue(by=by, edited_text="The umbrella shop is shut.")
    hits(client, q="umbrella")
    for _more in range(3):
        issues.published_issue(by=by, edited_text="The umbrella shop is shut.")
    with django_assert_max_num_queries(6):
        hits(client, q="umbrella")


def test_signed_out_searches_are_limited_and_those_of_people_who_signed_in_are_not(client):
    with clock.frozen(clock.now()):
        for _each in range(SEARCHES):
            hits(client, q="the")
        assert client.get("/search/", {"q": "the"}).status_code == 429
        assert client.head("/search/", {"q": "the"}).status_code == 429
        assert client.get("/search/").status_code == 200
        sign_in(client, accounts.parent())
        hits(client, q="the")


def test_index_that_lost_or_kept_something_is_mended(client):
    issue = issues.published_issue(edited_text="The umbrella shop is shut.")
    assert search.repair() == 0
    SearchEntry.objects.filter(kind="issues", key=issue.pk).update(folded="trumpet")
    SearchEntry.objects.create(kind="issues", key=10**9, title="x", folded="x", on=issue.received_on, address="/")
    assert search.repair() == 2
    assert titles(client, q="umbrella")
