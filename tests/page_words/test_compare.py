"""A difference is told once, with the number of its pages; what only moved is none."""

import pytest

from tests.page_words import snapshot
from tests.page_words.compare import Differences, changes, pattern_of
from tests.page_words.crawl import Answer


def page(*lines, status=200):
    return Answer(status, lines)


def report(before, after, names=()):
    return "\n".join(Differences(before, after, names).lines())


def test_the_same_words_on_other_lines_are_no_change():
    assert list(changes(["Sent to", "School Travel"], ["Sent", "to School Travel"])) == []


def test_a_change_is_told_with_the_words_around_it():
    before = ["One", "Who asked is told, if they left an address.", "Two"]
    after = ["One", "We e-mailed them, if they left an address.", "Two"]
    assert list(changes(before, after)) == [("", "Who asked is told,", "We e-mailed them,", "if they left an")]


def test_one_change_on_fifty_pages_is_told_once():
    before = {"anyone": {f"/issues/PPS-{number}/": page("Nothing is here.", f"PPS-{number}") for number in range(50)}}
    after = {"anyone": {f"/issues/PPS-{number}/": page("No answers yet.", f"PPS-{number}") for number in range(50)}}
    text = report(before, after)
    assert text.count("No answers yet.") == 1
    assert "50 × as anyone; such as /issues/PPS-0/" in text


def test_what_differs_on_each_page_of_a_kind_is_told_three_times_and_counted():
    before = {"member": {f"/issues/PPS-{number}/": page("Raised") for number in range(9)}}
    after = {"member": {f"/issues/PPS-{number}/": page("Raised", f"by {number}") for number in range(9)}}
    text = report(before, after)
    assert text.count("[+") == 3
    assert "and 6 more on /issues/#/" in text


def test_addresses_that_went_or_came_or_changed_their_status_are_listed_by_kind_and_role():
    before = {"officer": {"/a/1/": page("A"), "/a/2/": page("A"), "/c/": page("C")}, "payer": {}}
    after = {"officer": {"/b/": page("B"), "/c/": page(status=403)}, "payer": {"/b/": page("B")}}
    lines = report(before, after).splitlines()
    assert "  /a/#/ (200): 2 × as officer; such as /a/1/" in lines
    assert "  /b/ (200): 2 × as officer, payer; such as /b/" in lines
    assert "  /c/ (200 -> 403): 1 × as officer; such as /c/" in lines


def test_an_address_that_was_renamed_is_compared_with_its_new_one():
    before, after = {"board": {"/old/x/": page("Same")}}, {"board": {"/new/x/": page("Same")}}
    assert Differences(before, after)
    assert not Differences(before, after, [("/old/", "/new/")])


def test_words_that_drew_apart_are_no_change():
    assert list(changes(["Plan a year", "ChangeEnd"], ["Plan a year", "Change", "End"])) == []


def test_many_new_addresses_of_one_list_are_one_line():
    after = {"coordinator": {f"/staff/lists/{name}/end/": page("End") for name in ("north", "south", "east", "west")}}
    lines = report({"coordinator": {}}, after).splitlines()
    assert lines[-1] == "  /staff/lists/… (200): 4 × as coordinator; such as /staff/lists/east/end/"


def test_only_roles_of_both_walks_are_compared():
    walk = {"anyone": {"/": page("Home")}}
    assert (
        report(walk | {"payer": {"/my/": page("My page")}}, walk) == "1 pages compared.\nOnly in one of the two: payer."
    )


def test_a_refusal_that_only_one_walk_met_is_no_difference():
    assert not Differences({"anyone": {"/staff/1/": page("to /sign-in/", status=302)}}, {"anyone": {}})


def test_two_equal_walks_differ_in_nothing():
    walk = {"anyone": {"/": page("Home"), "/staff/": page("to /sign-in/", status=302)}}
    assert report(walk, walk) == "2 pages compared."


@pytest.mark.parametrize(
    ("address", "pattern"),
    [("/issues/PPS-1001/", "/issues/#/"), ("/issues/", "/issues/"), ("/issues/?page=2", "/issues/?…")],
)
def test_an_address_of_a_row_is_one_of_its_kind(address, pattern):
    assert pattern_of(address) == pattern


def test_what_was_written_is_read_again(tmp_path):
    answers = {
        "/": page("Home", "Raise an issue"),
        "/issues/": page("Issues"),
        "/issues/PPS-1001/": page("The bus"),
        "/issues/?q=a%20b&page=2": page("Page 2"),
        "/staff/": page("to /sign-in/?next=/staff/", status=302),
        "/nowhere/": page(status=404),
    }
    snapshot.write(tmp_path, "anyone", answers)
    assert snapshot.read(tmp_path) == {"anyone": answers}
