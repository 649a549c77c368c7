"""The words follow who spoke: families where all are parents or carers, and people where they are not."""

import pytest
from django.test import Client

from accounts.models import RespondentKind
from accounts.services.county_lists import merge_entries
from answers.models import YouSaidEntry
from answers.services.you_said import publish_entry
from reports.figures import collect
from tests.consultations.test_corrected_counts import YEAR, asked, correct
from tests.factories import accounts, answers, consultations, county_lists, issues
from tests.issues.pages import words

pytestmark = pytest.mark.django_db


def everywhere(row, by):
    """Return what results, officer's queue, board and report say of who said a theme."""
    consultations.answer(row, by=by)
    publish_entry(YouSaidEntry.objects.get(), by=by)
    [told] = collect("annual", *YEAR, today=YEAR[1])["you_said"]
    return words(Client().get(row.get_absolute_url())), words(Client().get("/you-said-we-did/")), told["said_by"]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (["parent"] * 6, "6 families"),
        (["worker"] * 6, "6 people"),
        (["other"] * 6, "6 people"),
        (["child"] * 6, "6 people"),
        (["parent"] * 5 + ["worker"], "6 people"),
        (["parent"] * 3, "a few families"),
        (["parent", "parent", "worker"], "a few people"),
    ],
)
def test_words_follow_who_spoke_on_every_page(by, groups, expected):
    row, _other = asked(by, groups)
    results, board, report = everywhere(row, by)
    assert f"{expected[0].upper()}{expected[1:]} said so in their own words." in results
    assert f"Said by {expected}." in board
    assert report == expected


def test_a_correction_follows_who_spoke_too(staff, by):
    row, other = asked(by, ["worker"] * 5)
    correct(staff, other, [row])
    text = words(Client().get(row.get_absolute_url()))
    assert "from 5 people to 6 people" in text


def test_the_officer_reads_the_same_words_on_page_and_in_the_file(staff, by):
    asked(by, ["worker"] * 3)
    assert "A few people said so" in words(staff.get("/officer/consultations/"))
    assert "a few people" in b"".join(staff.get("/officer/consultations/?format=csv")).decode()


def test_a_kind_merged_with_others_means_parents_no_more_and_what_was_published_stays(by):
    row, _other = asked(by, ["parent"] * 6)
    worker = RespondentKind.objects.get(pk="worker")
    merge_entries(worker, into=county_lists.parent(), by=accounts.coordinator())
    assert row.count_people() == (6, False)
    assert "6 families said so" in words(Client().get(row.get_absolute_url()))


def spoken(*kinds):
    """Publish what so many issues of one theme said, each from a kind of respondent or from nobody knows whom."""
    theme = issues.theme()
    for kind in kinds:
        issues.logged_issue(theme=theme, **({"speaks_as": kind} if kind else {}))
    answers.post_answer(answers.presentation_of(theme=theme))
    YouSaidEntry.objects.update(you_said="Buses come late.")
    publish_entry(YouSaidEntry.objects.get(), by=None)
    return words(Client().get("/you-said-we-did/"))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["parent"] * 5, "5 families"),
        (["parent"] * 4 + ["worker"], "5 people"),
        (["parent"] * 4 + [None], "5 people"),
        ([None] * 2, "a few people"),
    ],
)
def test_issues_are_of_families_only_where_all_are_known_to_be(kinds, expected):
    assert f"Said by {expected}." in spoken(*kinds)
