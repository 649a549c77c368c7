"""What parents raised and what was answered, counted by hand in `small_year` and typed here."""

import datetime as dt

import pytest

from issues.services.issues import acknowledge_issue
from issues.services.own_issues import withdraw_issue
from reports.figures import collect
from tests.factories import accounts, consultations, issues
from tests.factories.answers import SEEN
from tests.reports import small_year

pytestmark = pytest.mark.django_db


def test_only_issues_of_the_period_are_counted(annual):
    assert (annual["raised"]["all"], annual["raised"]["withdrawn"]) == (8, 1)


def test_states_at_the_end_of_the_period_add_up_to_all_issues(annual):
    assert annual["raised"]["standings"] == [
        ["answered", 1],
        ["presented", 1],
        ["group", 2],
        ["signposted", 1],
        ["merged", 1],
        ["closed", 1],
        ["withdrawn", 1],
    ]
    assert sum(count for _name, count in annual["raised"]["standings"]) == annual["raised"]["all"]
    assert annual["raised"]["share_answered"] == 13


def test_an_issue_withdrawn_after_the_period_still_counts(year):
    """The last issue was withdrawn in September; in August it was with the group."""
    in_september = collect("annual", small_year.START, dt.date(2026, 9, 30), today=small_year.COUNTED)
    assert (in_september["raised"]["all"], in_september["raised"]["withdrawn"]) == (9, 2)


def test_a_reopened_issue_is_counted(annual):
    assert annual["raised"]["reopened"] == 1


def test_issues_are_counted_by_kind_service_channel_and_theme(annual):
    raised = annual["raised"]
    assert raised["by_kind"] == [["concern", 5], ["gap", 1], ["good", 1], ["question", 1]]
    assert raised["by_service"] == [["travel", 7], ["health", 1]]
    assert raised["by_channel"] == [["web", 7], ["phone", 1]]
    assert raised["themes"] == [["Buses that come late", 2], ["Waiting for therapy", 1]]


def test_issues_are_counted_by_the_month_in_london(annual):
    counts = dict(annual["raised"]["by_month"])
    assert list(counts.values()) == [1, 2, 1, 1, 0, 0, 1, 0, 0, 1, 0, 1]
    assert next(iter(counts)) == "2025-09-01"
    assert list(counts)[-1] == "2026-08-01"


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2025, 8, 31), 1), (dt.date(2025, 9, 1), 1), (dt.date(2026, 8, 31), 1), (dt.date(2026, 9, 1), 1)],
)
def test_an_issue_belongs_to_its_day_in_london(year, day, expected):
    assert collect("board", day, day, today=small_year.COUNTED)["raised"]["all"] == expected


def test_presentations_include_earlier_ones_still_waiting(annual):
    assert [(row["title"], row["is_earlier"]) for row in annual["presentations"]] == [
        ("Two points", True),
        ("Buses in time", False),
        ("Shorter waits", False),
        ("Not due yet", False),
    ]


def test_working_days_and_lateness_are_those_of_the_calendar(annual):
    found = {
        row["title"]: (row["due"], row["answered"], row["waited"], row["is_late"]) for row in annual["presentations"]
    }
    assert found == {
        "Two points": ("2025-09-18", "2025-09-10", 14, False),
        "Buses in time": ("2025-12-01", "2026-01-08", 45, True),
        "Shorter waits": ("2026-06-02", "", 83, True),
        "Not due yet": ("2026-09-01", "", 19, False),
    }


def test_totals_and_outcomes_are_as_at_the_end_of_the_period(annual):
    assert annual["totals"] == {
        "presented": 4,
        "earlier": 1,
        "answered": 2,
        "in_time": 1,
        "late": 1,
        "waiting": 2,
        "overdue": 1,
        "due": 3,
        "share": 33,
    }
    assert annual["outcomes"] == [["agreed", 1], ["partly", 1], ["not_possible", 1], ["not_ours", 0]]


def test_an_answer_superseded_later_still_counts_in_its_period(annual):
    late = next(row for row in annual["presentations"] if row["title"] == "Buses in time")
    assert late["answers"] == [
        {"outcome": "partly", "text": "Some buses.", "reason": "Cost.", "instead": "", "done": SEEN}
    ]


def test_each_agency_is_counted_separately(annual):
    assert annual["timeliness"] == [
        {"agency": "Northshire Council", "in_time": 0, "late": 1, "waiting": 1, "due": 1, "average": 45, "share": 0},
        {"agency": "Northshire Health", "in_time": 1, "late": 0, "waiting": 1, "due": 2, "average": 14, "share": 50},
    ]


def test_commitments_are_as_at_the_end_of_the_period(annual):
    rows = {row["what"]: (row["state"], row["due"], row["first_due"], row["words"]) for row in annual["commitments"]}
    assert rows == {
        "Late all through": ("late", "2025-06-02", "", ""),
        "Kept": ("done", "2025-12-01", "", "It is on the web."),
        "Not kept": ("not_kept", "2026-05-01", "", "No driver was found."),
        "Moved twice": ("late", "2026-06-30", "2026-02-02", ""),
        "Due on the last day": ("open", "2026-08-31", "", ""),
    }
    assert annual["kept"] == {
        "done": 1,
        "not_kept": 1,
        "late": 2,
        "open": 1,
        "all": 5,
        "due": 4,
        "done_late": 0,
        "share_done": 25,
    }


def test_only_entries_published_in_the_period_are_included(annual):
    assert [(row["theme"], row["kind"]) for row in annual["you_said"]] == [("Buses that come late", "will")]


def test_the_same_period_counted_at_its_own_end_and_later_gives_the_same(year):
    """A figure of a past year does not move with what happens afterwards."""
    later = collect("board", small_year.START, small_year.END, today=small_year.COUNTED)
    assert later["until"] == "2026-08-31"
    assert later["totals"]["answered"] == 2
    part = collect("board", small_year.START, small_year.END, today=dt.date(2026, 2, 1))
    assert part["until"] == "2026-02-01"
    assert part["raised"]["all"] == 5
    assert part["kept"] == {
        "done": 1,
        "not_kept": 0,
        "late": 1,
        "open": 2,
        "all": 4,
        "due": 2,
        "done_late": 0,
        "share_done": 50,
    }


def test_a_year_without_records_can_be_counted(db):
    for kind in ("annual", "board"):
        figures = collect(kind, small_year.START, small_year.END, today=small_year.COUNTED)
        assert figures["raised"]["all"] == 0
        assert figures["totals"]["presented"] == 0
        assert figures["kept"]["share_done"] is None


def test_the_groups_own_clocks_are_counted_with_what_was_due(db):
    """One read in time, one late, one not read, one not due yet; the one withdrawn unread is nobody's omission."""
    on = {day: dt.datetime(2026, 6, day, 11, tzinfo=dt.UTC) for day in (1, 2, 8, 29)}
    by = accounts.coordinator()
    for received, read in ((1, 2), (1, 8), (1, None), (29, None)):
        issue = issues.received_issue(now=on[received])
        if read:
            acknowledge_issue(issue, by=by, now=on[read])
    withdraw_issue(issues.received_issue(now=on[1]), now=on[1])
    figures = dict(collect("board", dt.date(2026, 6, 1), dt.date(2026, 6, 30), today=dt.date(2026, 7, 1))["own_clocks"])
    assert figures["acknowledged"] == {"in_time": 1, "late": 1, "overdue": 1, "to_come": 1, "due": 3, "share": 33}
    assert figures["themes_in_time"]["share"] is None


def test_themes_answered_in_time_are_a_figure(db):
    at = dt.datetime(2026, 1, 5, 11, tzinfo=dt.UTC)
    rows = list(consultations.one_being_answered(themes=3, now=at).themes.all())
    consultations.answer(rows[0], now=at)
    consultations.answer(rows[1], now=dt.datetime(2026, 4, 20, 11, tzinfo=dt.UTC))
    figures = dict(
        collect("annual", dt.date(2026, 1, 1), dt.date(2026, 6, 30), today=dt.date(2026, 7, 1))["own_clocks"]
    )
    assert figures["themes_in_time"] == {"in_time": 1, "late": 1, "overdue": 1, "to_come": 0, "due": 3, "share": 33}
