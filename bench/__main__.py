"""`bench/run [--short] [--json FILE] [--only NAME]`: exit code 1 where a row falls short."""

import argparse
import datetime as dt
import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path

from bench import data, report
from bench.jobs import rows as job_rows
from bench.jobs.running import jobs_short
from bench.results import TOLERANCE, Result, fallen_short
from bench.rows import ROWS, chosen
from bench.sides import started, times_of
from bench.whole import ROUNDS as FULL_ROUNDS
from bench.whole import measure_all
from partnership.bootstrap.places import find_places
from partnership.bootstrap.reporting import Problem, Progress
from partnership.bootstrap.supervisor import Supervisor

RATIOS = Path(__file__).with_name("ratios.json")
ROUNDS, SECONDS = 5, 0.08  # of processor time, in each round for floor and ours


def parse(words):
    names, jobs = [row.name for row in ROWS], [job.name for job in job_rows.JOBS]
    parser = argparse.ArgumentParser(
        prog="bench/run",
        description="Measures the portal beside a bare Django project. Exit code 1 where a row falls short.",
        epilog=f"names: {' '.join(names)}; jobs: {' '.join(jobs)}",
    )
    parser.add_argument("--short", action="store_true", help="processor time alone, compared with bench/ratios.json")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was found there too")
    parser.add_argument(
        "--only", action="append", choices=names + jobs, metavar="NAME", help="this row alone; may be repeated"
    )
    parser.add_argument("--record", action="store_true", help="with --short: write the ratios to bench/ratios.json")
    options = parser.parse_args(words)
    if options.record and not options.short:
        parser.error("--record is for --short: the full run is judged by the goals")
    if options.short and set(options.only or ()) & set(jobs):
        parser.error("--short measures pages alone")
    return options


def recorded_ratios():
    return json.loads(RATIOS.read_text(encoding="utf-8"))["ratios"]


def record(results, today, file=RATIOS):
    """Write down the ratios of these rows; those of the others stay, and of several runs of a day the lowest."""
    found = {result.row.name: round(result.ratio, 3) for result in results}
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"recorded_on": "", "ratios": {}}
    kept = before["ratios"]
    if before["recorded_on"] == str(today):
        found = {name: min(ratio, kept.get(name, ratio)) for name, ratio in found.items()}
    kept |= found
    ratios = {row.name: kept[row.name] for row in ROWS if row.name in kept}
    text = {"recorded_on": str(today), "machine": report.machine(), "ratios": ratios}
    file.write_text(json.dumps(text, indent=2) + "\n", encoding="utf-8")


def result_of(row, engine, floor, ours, *, rounds=ROUNDS):
    """Measure a row without a server."""
    queries = ours.ask("count_queries", row=row.name)["queries"]
    return Result.of(row, engine, queries, times_of(row, floor, ours, rounds, SECONDS))


def short(rows, engine, floor, ours, recorded, progress):
    """Measure processor time; what seems to have fallen is measured again, for longer, before it is believed."""
    results = []
    for row in rows:
        result = result_of(row, engine, floor, ours)
        if result.is_worse_than(recorded.get(row.name)):
            result = result_of(row, engine, floor, ours, rounds=3 * ROUNDS)
        progress.say(f"  {row.title}: {result.ratio:.2f} of {row.floor}")
        results.append(result)
    return results


def measure_short(rows, places, progress, folder, recorded):
    data.copy_of_kept(places, progress, folder / "sqlite")
    engine = f"SQLite {sqlite3.sqlite_version}"
    with started(places, "floor", folder / "sqlite") as floor, started(places, "ours", folder / "sqlite") as ours:
        return short(rows, engine, floor, ours, recorded, progress)


def run(words):
    """Do `bench/run WORDS` and return the exit code."""
    options = parse(words)
    places, progress, today = find_places(dict(os.environ)), Progress(), dt.datetime.now(dt.UTC).date()
    rows, recorded = chosen(options.only), recorded_ratios() if options.short and not options.record else None
    supervisor, jobs = Supervisor(say=progress.say), []
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        try:
            if options.short:
                results = measure_short(rows, places, progress, Path(name), recorded or {})
            else:
                results, jobs = measure_all(
                    rows, job_rows.chosen(options.only), places, progress, supervisor, Path(name)
                )
        finally:
            supervisor.stop()
    if options.record:
        record(results, today)
    elif not options.short and not options.only:
        driver = "wrk" if shutil.which("wrk") else "the standard library of Python"
        page = report.page(results, jobs, date=today, driver=driver, rounds=FULL_ROUNDS)
        (places.root / "docs" / "speed.md").write_text(page, encoding="utf-8")
    return tell(results, jobs, options, recorded, progress, today)


def tell(results, jobs, options, recorded, progress, today):
    """Show the results, write the JSON, and return the exit code."""
    for engine in dict.fromkeys(result.engine for result in results):
        own = [result for result in results if result.engine == engine]
        progress.say(f"\n{engine}\n\n{report.floors_of(own)}\n\n{report.table_of(own, recorded)}")
    if jobs:
        progress.say(f"\n{report.jobs_table(jobs)}")
    if options.short:
        progress.say("\nShares of processor time, without the server; the goals are shares of requests over HTTP.")
    if options.json:
        engines = list(dict.fromkeys(result.engine for result in results))
        kind = "short" if options.short else "full"
        found = report.as_json(results, jobs, kind=kind, date=today, engines=engines, recorded=recorded)
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    if options.record:
        return 0
    fallen = fallen_short(results, recorded) + jobs_short(jobs)
    if fallen:
        measure = f"more than {TOLERANCE:.0%} below what is recorded" if options.short else "short of the goal"
        progress.say(f"\n{measure[0].upper()}{measure[1:]}: {', '.join(fallen)}")
    return 1 if fallen else 0


def leave(code, _frame):
    raise SystemExit(128 + code)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    try:
        sys.exit(run(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
