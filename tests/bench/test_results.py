"""Ratios, goals and what fails a run of `bench/run`, from measurements that are made up."""

import datetime as dt
import json

import pytest

from bench import __main__ as program
from bench import report
from bench.results import Result, Round, fallen_short, share_by_rate, share_by_time
from bench.rows import FLOORS, NOT_MEASURED, ROWS, Goal, Row, chosen
from partnership.bootstrap.reporting import Progress

GOAL = Goal(ratio=0.5, queries=8, milliseconds=8)
ROW = Row("issues", "issues", "list", GOAL)
GOOD = {"queries": 8, "ratio": 0.5, "milliseconds": 8.0}


def result(row=ROW, *, engine="SQLite", **found):
    found = {**GOOD, "floor_milliseconds": 3.0, **found}
    return Result(row, engine, **found)


@pytest.fixture
def options(tmp_path):
    return program.parse(["--short", "--json", str(tmp_path / "found.json")])


def tell(results, options, recorded=None, capsys=None):
    return program.tell(results, [], options, recorded, Progress(), dt.date(2026, 11, 21))


# --- ratios ---------------------------------------------------------------------------------------


def test_a_page_that_takes_twice_the_time_has_half_the_floors_speed():
    assert share_by_time([Round(floor=3, ours=6)]) == 0.5


def test_a_page_that_answers_half_as_often_has_half_the_floors_speed():
    assert share_by_rate([Round(floor=600, ours=300)]) == 0.5


def test_each_round_is_compared_with_its_own_floor_and_one_slow_round_changes_nothing():
    rounds = [Round(3, 6), Round(30, 60), Round(3, 600)]
    assert share_by_time(rounds) == 0.5
    assert share_by_rate([Round(600, 300), Round(60, 30), Round(600, 3)]) == 0.5


def test_with_rates_the_ratio_is_that_of_requests_and_the_milliseconds_stay_those_of_the_processor():
    found = Result.of(ROW, "SQLite", 5, [Round(3, 12)], [Round(600, 300)])
    assert (found.ratio, found.milliseconds, found.per_second, found.floor_per_second) == (0.5, 12, 300, 600)
    assert Result.of(ROW, "SQLite", 5, [Round(3, 12)]).ratio == 0.25


# --- goals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "short"),
    [
        ({}, ""),
        ({"ratio": 0.49}, "ratio"),
        ({"queries": 9}, "queries"),
        ({"milliseconds": 8.1}, "ms"),
        ({"ratio": 0.1, "queries": 9, "milliseconds": 80.0}, "ratio, queries, ms"),
    ],
)
def test_what_falls_short_of_its_goal_is_named(found, short):
    assert result(**found).short_of_goal == short
    assert result(**found).has_met_goal is (short == "")


def test_a_row_without_a_goal_neither_meets_nor_misses_one():
    found = result(Row("home", "home", "list", Goal()), ratio=0.01, queries=100)
    assert found.has_met_goal is None
    assert fallen_short([found]) == []


@pytest.mark.parametrize(("ratio", "is_worse"), [(0.5, False), (0.351, False), (0.349, True)])
def test_a_short_run_fails_a_row_that_is_30_per_cent_below_what_is_recorded(ratio, is_worse):
    assert fallen_short([result(ratio=ratio, queries=99)], {"issues": 0.5}) == (["issues"] if is_worse else [])


def test_a_short_run_fails_no_row_that_nothing_is_recorded_of():
    assert fallen_short([result(ratio=0.01)], {}) == []


# --- the exit code, the table and the JSON --------------------------------------------------------


def test_a_full_run_with_a_row_short_of_its_goal_ends_with_1(capsys):
    options = program.parse([])
    assert tell([result()], options) == 0
    assert tell([result(), result(ratio=0.4)], options) == 1
    assert "Short of the goal: issues" in capsys.readouterr().out


def test_a_short_run_ends_with_1_only_where_a_row_is_worse_than_recorded(options, capsys):
    assert tell([result(ratio=0.1, queries=50)], options, {"issues": 0.1}) == 0
    assert tell([result(ratio=0.1)], options, {"issues": 0.2}) == 1
    assert "More than 30% below what is recorded: issues" in capsys.readouterr().out


def test_the_table_says_goal_and_result(options, capsys):
    tell([result(ratio=0.42)], options, {"issues": 0.4})
    said = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    row = "| issues | 8 | 8 | c (list) | 0.42 | >= 0.5, <= 8 queries, <= 8 ms | no: ratio | 0.4 | |"
    assert row in said
    assert "| c: 25 of 100,000 rows, the count cached | 3 | |" in said


def test_the_json_says_goal_and_result_and_what_is_not_measured(options):
    tell([result(ratio=0.1)], options, {"issues": 0.4})
    found = json.loads(options.json.read_text())
    assert (found["kind"], found["date"], found["engines"]) == ("short", "2026-11-21", ["SQLite"])
    assert found["not_measured"] == list(NOT_MEASURED)
    [row] = found["rows"]
    assert row["goal"] == {"ratio": 0.5, "queries": 8, "milliseconds": 8}
    names = ("name", "ratio", "queries", "has_met_goal", "short_of_goal", "recorded", "is_worse_than_recorded")
    assert [row[name] for name in names] == ["issues", 0.1, 8, False, "ratio", 0.4, True]


def test_the_page_has_both_engines_and_names_what_is_not_measured_yet():
    found = [result(engine=engine, per_second=300.0, floor_per_second=600.0) for engine in ("SQLite", "PostgreSQL 15")]
    page = report.page(found, [], date=dt.date(2026, 11, 21), driver="wrk", rounds=3)
    assert page.startswith("# Speed\n")
    assert "21 November 2026" in page
    assert page.count("\n## SQLite\n") == page.count("\n## PostgreSQL 15\n") == 1
    assert all(f"- {missing}" in page for missing in NOT_MEASURED)


def test_the_machine_is_described_without_its_name(monkeypatch):
    monkeypatch.setattr(report.platform, "node", lambda: pytest.fail("the name of the machine was asked for"))
    assert "Python 3." in report.machine()
    assert "/" not in report.machine()


# --- which rows -----------------------------------------------------------------------------------


def test_without_a_name_every_row_is_measured():
    assert chosen(program.parse([]).only) == list(ROWS)


def test_only_picks_a_page_anew_and_kept_or_a_single_row():
    assert [row.name for row in chosen(program.parse(["--only", "terms"]).only)] == ["terms", "terms-kept"]
    words = ["--only", "raise-issue", "--only", "home-kept"]
    assert [row.name for row in chosen(program.parse(words).only)] == ["home-kept", "raise-issue"]


def test_a_name_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        program.parse(["--only", "nothing"])
    assert "raise-issue" in capsys.readouterr().err


def test_every_row_has_a_floor_and_a_recorded_ratio_and_names_are_unique():
    assert {row.floor for row in ROWS} <= set(FLOORS)
    assert [row.name for row in ROWS] == list(program.recorded_ratios())


def test_recording_one_row_keeps_those_of_the_others(tmp_path):
    file = tmp_path / "ratios.json"
    program.record([result(ratio=0.12345), result(Row("home", "home", "list", Goal()), ratio=0.2)], "2026-11-20", file)
    program.record([result(ratio=0.3)], "2026-11-21", file)
    found = json.loads(file.read_text())
    assert (found["recorded_on"], found["ratios"]) == ("2026-11-21", {"home": 0.2, "issues": 0.3})


def test_of_several_recordings_of_a_day_the_lowest_stays(tmp_path):
    file = tmp_path / "ratios.json"
    for day, ratio, kept in (
        ("2026-11-20", 0.3, 0.3),
        ("2026-11-20", 0.2, 0.2),
        ("2026-11-20", 0.4, 0.2),
        ("2026-11-21", 0.4, 0.4),
    ):
        program.record([result(ratio=ratio)], day, file)
        assert list(json.loads(file.read_text())["ratios"].values()) == [kept]


# --- measuring again ------------------------------------------------------------------------------


class FakeSide:
    """Answers with one time after the other."""

    def __init__(self, *times):
        self.times = list(times)

    def ask(self, do, **_words):
        return {"queries": 4}

    def milliseconds(self, _row, _seconds):
        return self.times.pop(0) if len(self.times) > 1 else self.times[0]


def test_a_row_that_seems_worse_is_measured_again_before_it_is_believed():
    busy = [60] * program.ROUNDS
    [found] = program.short([ROW], "SQLite", FakeSide(3), FakeSide(*busy, 6), {"issues": 0.5}, Progress())
    assert found.ratio == 0.5
    [found] = program.short([ROW], "SQLite", FakeSide(3), FakeSide(60), {"issues": 0.5}, Progress())
    assert found.ratio == 0.05
