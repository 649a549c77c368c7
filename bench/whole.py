"""The full run: every row and job, on SQLite, and on PostgreSQL where there is one."""

import os
import sqlite3
from contextlib import contextmanager

import psycopg2

from bench import data
from bench.jobs import running
from bench.jobs.rows import POSTGRESQL, SQLITE
from bench.results import Result, Round
from bench.serving import rates_of, served
from bench.sides import started, times_of
from partnership.bootstrap.services import own_postgres, own_redis, postgres_folder, redis_program, start_services

ROUNDS, SECONDS = 3, 3  # over HTTP
PROCESSOR_SECONDS = 0.08  # in each round for floor and ours


def full(rows, engine, sides, servers, progress):
    results = []
    for row in rows:
        times = times_of(row, sides["floor"], sides["ours"], ROUNDS, PROCESSOR_SECONDS)
        rates = rates_of(row, sides, servers, ROUNDS, SECONDS, Round(times[0].floor, times[0].ours))
        queries = sides["ours"].ask("count_queries", row=row.name)["queries"]
        results.append(Result.of(row, engine, queries, times, rates))
        progress.say(f"  {row.title}: {results[-1].ratio:.2f} of {row.floor}")
    return results


@contextmanager
def postgres_server(places, folder, supervisor):
    """Give the address of a PostgreSQL: that of DATABASE_URL, else one of our own, else None."""
    if address := os.environ.get("DATABASE_URL", ""):
        yield address
    elif postgres_folder(places):
        folder.chmod(0o711)  # PostgreSQL may run as another user, who passes through
        own = own_postgres(places, os.environ, folder / "postgres", folder / "postgres.log")
        start_services([own], supervisor, places.setup_log)
        yield own.url
    else:
        yield None


def broker(places, folder, supervisor):
    """Return the address of a Redis as it is named in the environment: that of BROKER_URL, else one of our own."""
    address = os.environ.get("BROKER_URL", "")
    if not address and redis_program(places):
        own = own_redis(places, os.environ, folder / "redis", folder / "redis.log")
        start_services([own], supervisor, places.setup_log)
        address = own.url
    return {"BROKER_URL": address} if address else {}


def version_of(server):
    connection = psycopg2.connect(server)
    try:
        return f"PostgreSQL {connection.server_version // 10_000}"
    finally:
        connection.close()


def measure_all(rows, jobs, places, progress, supervisor, folder):
    """Return the results of rows, and those of jobs."""
    found, done = [], []
    if rows or any(SQLITE in job.engines for job in jobs):
        engine = f"SQLite {sqlite3.sqlite_version}"
        progress.say(f"\n{engine}")
        data.copy_of_kept(places, progress, folder / SQLITE)
        found += rows_on(rows, places, progress, folder / SQLITE, engine, {})
        done += running.on_engine(jobs, SQLITE, engine, folder / SQLITE, "", {}, progress)
    if not rows and not any(POSTGRESQL in job.engines for job in jobs):
        return found, done
    with postgres_server(places, folder, supervisor) as server:
        if server is None:
            progress.say("PostgreSQL is not installed, so it was left out.")
            return found, done + running.all_left_out(jobs, POSTGRESQL, "PostgreSQL", "PostgreSQL is not installed.")
        engine, addresses = version_of(server), data.new_databases(server)
        progress.say(f"\n{engine}")
        try:
            with progress.step("Sample year on PostgreSQL"):
                data.make(places, folder / POSTGRESQL, addresses, data.SIDES if rows else ("ours",))
            found += rows_on(rows, places, progress, folder / POSTGRESQL, engine, addresses)
            services = broker(places, folder, supervisor) if jobs else {}
            done += running.on_engine(
                jobs, POSTGRESQL, engine, folder / POSTGRESQL, addresses["ours"], services, progress
            )
        finally:
            data.drop_databases(server, addresses)
    return found, done


def rows_on(rows, places, progress, folder, engine, addresses):
    if not rows:
        return []
    with (
        started(places, "floor", folder, addresses.get("floor", "")) as floor,
        started(places, "ours", folder, addresses.get("ours", "")) as ours,
        served(places, folder, addresses) as servers,
    ):
        return full(rows, engine, {"floor": floor, "ours": ours}, servers, progress)
