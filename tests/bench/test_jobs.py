"""Jobs of `bench/run`: figures and their goals, what is said of them, and a process of their own for each."""

import datetime as dt
import importlib
import json
import os
import subprocess
import sys

import pytest

from bench import __main__ as program
from bench import report
from bench.data import environment
from bench.jobs import apart, running
from bench.jobs.memory import tree_mb
from bench.jobs.rows import BOTH, JOBS, Figure, Job, chosen
from bench.jobs.running import Found, LeftOut
from bench.rows import ROWS
from partnership.bootstrap.reporting import Progress

SECONDS = Figure("seconds", "until the last is sent", "s", most=20)
JOB = Job("mail", "10,000 e-mails", (SECONDS, Figure("cold", "cold", "s")), BOTH)


def found(value, figure=SECONDS):
    return Found(JOB, figure, "SQLite", value)


@pytest.mark.parametrize(
    ("figure", "value", "is_met"),
    [
        (SECONDS, 20, True),
        (SECONDS, 20.1, False),
        (Figure("shift", "layout shift", "", most=0.05, is_below=True), 0.05, False),
        (Figure("shift", "layout shift", "", most=0.05, is_below=True), 0.049, True),
        (Figure("rate", "as CSV", "rows/s", least=100_000), 100_000, True),
        (Figure("rate", "as CSV", "rows/s", least=100_000), 99_999, False),
        (Figure("cold", "cold", "s"), 1000, None),
    ],
)
def test_a_figure_reaches_its_goal_or_not(figure, value, is_met):
    assert figure.is_met_by(value) is is_met


def test_a_goal_is_said_with_its_unit():
    assert SECONDS.goal == "<= 20 s"
    assert Figure("rate", "as CSV", "rows/s", least=100_000).goal == ">= 100,000 rows/s"
    assert Figure("shift", "layout shift", "", most=0.05, is_below=True).goal == "< 0.05"
    assert Figure("cold", "cold", "s").goal == "none"


def tell(jobs, *words):
    return program.tell([], jobs, program.parse(list(words)), None, Progress(), dt.date(2026, 11, 29))


def test_a_job_short_of_its_goal_ends_the_run_with_1(capsys):
    assert tell([found(20), found(500, JOB.figures[1])]) == 0
    assert tell([found(20.1), found(21)]) == 1
    assert "Short of the goal: mail\n" in capsys.readouterr().out


def test_the_table_says_figure_goal_and_result_and_what_was_left_out(capsys):
    tell([found(20.1), found(64, JOB.figures[1]), LeftOut(JOB, "PostgreSQL 15", "Redis is not installed.")])
    said = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "| 10,000 e-mails | SQLite | until the last is sent | 20.1 s | <= 20 s | no |" in said
    assert "| 10,000 e-mails | SQLite | cold | 64 s | none | |" in said
    assert "| 10,000 e-mails | PostgreSQL 15 | left out: Redis is not installed. | | | |" in said


def test_the_json_has_the_jobs_too(tmp_path):
    file = tmp_path / "found.json"
    tell([found(19), LeftOut(JOB, "SQLite", "No Redis.")], "--json", str(file))
    done, left_out = json.loads(file.read_text())["jobs"]
    names = ("name", "engine", "figure", "value", "unit", "goal", "has_met_goal")
    assert [done[name] for name in names] == ["mail", "SQLite", "seconds", 19, "s", "<= 20 s", True]
    assert left_out["left_out"] == "No Redis."


def test_the_page_has_the_jobs():
    page = report.page([], [found(19)], date=dt.date(2026, 11, 29), driver="wrk", rounds=3)
    assert "| 10,000 e-mails | SQLite | until the last is sent | 19 s   | <= 20 s | yes |" in page


def test_a_name_picks_a_job_alone_and_a_short_run_refuses_it():
    assert [job.name for job in chosen(program.parse(["--only", "start"]).only)] == ["start"]
    assert chosen(["home"]) == []
    assert chosen(None) == list(JOBS)
    with pytest.raises(SystemExit):
        program.parse(["--short", "--only", "start"])


def test_every_job_has_a_name_of_its_own_and_figures():
    names = [job.name for job in JOBS]
    assert len(set(names)) == len(names)
    assert not set(names) & {row.name for row in ROWS}
    assert all(len({figure.name for figure in job.figures}) == len(job.figures) > 0 for job in JOBS)
    assert all(importlib.util.find_spec(f"bench.jobs.{job.module or job.name}") for job in JOBS)


# --- real processes -------------------------------------------------------------------------------


def test_a_job_that_cannot_be_measured_here_says_why(tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "secret-key").write_text("0123456789" * 6)
    env = {name: value for name, value in environment("ours", tmp_path).items() if name != "BROKER_URL"}
    with pytest.raises(apart.LeftOut, match="Redis is not installed"):
        apart.call("start", "measure", env=env)
    [left_out] = running.of_job(JOBS[1], "SQLite", env, Progress())
    assert left_out.why.startswith("Redis is not installed")


def test_memory_is_that_of_a_process_and_of_what_it_started():
    script = "import subprocess, sys; held = bytearray(50_000_000); subprocess.run([sys.executable, '-c', {inner!r}])"
    inner = "held = bytearray(70_000_000); print('ready', flush=True); input()"
    command = [sys.executable, "-c", script.format(inner=inner)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert 114 < tree_mb(process.pid) < 250
        process.communicate(b"\n")
    assert tree_mb(os.getpid()) > 10
