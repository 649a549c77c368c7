"""What a run found: on the screen, as JSON and as the page docs/speed.md."""

import os
import platform
import re
from pathlib import Path

from bench.jobs.running import LeftOut
from bench.rows import FLOORS, NOT_MEASURED

PAGE = """# Speed

Written by `bench/run` on {date}. How it is measured, and what the columns mean, is in [measuring](measuring.md).

{machine}. Requests over HTTP came from {driver}. Shares are the median of {rounds} rounds, each with its own floor.
Absolute figures vary from machine to machine and hour to hour; the shares are what counts.
{engines}
## Jobs
Each once, in processes of its own, over a copy of the sample year. What is absolute says something of this machine
alone.

{jobs}

## Not measured yet
{missing}
"""
ENGINE = """
## {engine}

### The floor
{floors}

### The portal
{rows}
"""


def machine():
    """Describe this machine in words, without a name or a path."""
    try:
        model = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        model = None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    kind = model[1] if model else platform.machine()
    return f"{cores} cores, {kind}, Python {platform.python_version()}"


def number(value):
    """Write a figure with three places that count."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def met(result):
    if result.has_met_goal is None:
        return ""
    return "yes" if result.has_met_goal else f"no: {result.short_of_goal}"


def columns(results, recorded):
    """Return what each column is called and holds; those that hold nothing in this run are left out."""
    found = {
        "row": lambda result: result.row.title,
        "queries": lambda result: str(result.queries),
        "ms": lambda result: number(result.milliseconds),
        "requests/s": lambda result: number(result.per_second),
        "floor": lambda result: FLOORS[result.row.floor].partition(":")[0] + f" ({result.row.floor})",
        "share": lambda result: f"{result.ratio:.2f}",
        "goal": lambda result: str(result.row.goal),
        "met": met,
    }
    if all(result.per_second is None for result in results):
        del found["requests/s"]
    if recorded is not None:
        found["recorded"] = lambda result: number(recorded.get(result.row.name))
        found["worse"] = lambda result: "yes" if result.is_worse_than(recorded.get(result.row.name)) else ""
    return found


def table(titles, rows):
    """Return a table of Markdown whose columns stand below each other on a screen too."""
    lines = [list(titles), *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(titles))]
    ruled = [lines[0], ["-" * width for width in widths], *lines[1:]]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in ruled)
    return "\n".join(f"| {' | '.join(line)} |" for line in padded)


def table_of(results, recorded=None):
    found = columns(results, recorded)
    return table(found, [[write(result) for write in found.values()] for result in results])


def floors_of(results):
    """Return the table of the floors as they came out beside the rows: the middle of those of all rows."""
    rows = []
    for name, title in FLOORS.items():
        beside = sorted((each for each in results if each.row.floor == name), key=lambda each: each.floor_milliseconds)
        if beside:
            middle = beside[len(beside) // 2]
            rows.append([title, number(middle.floor_milliseconds), number(middle.floor_per_second)])
    return table(["floor", "ms", "requests/s"], rows)


def jobs_table(results):
    """Return what jobs came to as a table; one that was left out says why in the place of its figure."""
    rows = []
    for each in results:
        if isinstance(each, LeftOut):
            rows.append([each.job.title, each.engine, f"left out: {each.why}", "", "", ""])
            continue
        value = f"{number(each.value)} {each.figure.unit}".rstrip()
        is_met = {True: "yes", False: "no", None: ""}[each.has_met_goal]
        rows.append([each.job.title, each.engine, each.figure.title, value, each.figure.goal, is_met])
    return table(["job", "engine", "measured", "figure", "goal", "met"], rows)


def as_json(results, jobs, *, kind, date, engines, recorded=None):
    return {
        "kind": kind,
        "date": str(date),
        "machine": machine(),
        "engines": engines,
        "rows": [result.as_json((recorded or {}).get(result.row.name)) for result in results],
        "jobs": [each.as_json() for each in jobs],
        "not_measured": list(NOT_MEASURED),
    }


def page(results, jobs, *, date, driver, rounds):
    """Return docs/speed.md."""
    engines = list(dict.fromkeys(result.engine for result in results))
    parts = []
    for engine in engines:
        own = [result for result in results if result.engine == engine]
        parts.append(ENGINE.format(engine=engine, floors=floors_of(own), rows=table_of(own)))
    missing = "\n".join(f"- {each}" for each in NOT_MEASURED)
    words = {"date": f"{date.day} {date:%B %Y}", "machine": machine(), "driver": driver, "rounds": rounds}
    return PAGE.format(engines="".join(parts), jobs=jobs_table(jobs), missing=missing, **words)
