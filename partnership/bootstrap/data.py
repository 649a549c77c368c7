"""The portal's data on disk: database, static files, sample year; each made once and remembered by a stamp."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .places import Places, Stamp, digest_of
from .programs import logged, must_run, tail
from .reporting import Problem, Progress

# What --fresh throws away: named one by one, so that a data folder shared with something else loses nothing else.
MADE_HERE = (
    "portal.sqlite3", "portal.sqlite3-wal", "portal.sqlite3-shm", "portal.sqlite3-journal",
    "files", "broker", "static", "log", "stamps", "redis", "services.json", "secret-key",
    "sample-data", "sample-people.txt",
)  # fmt: skip

# Two commands in one process: starting Django twice is what takes the time.
MAKE_TABLES = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", interactive=False, verbosity=0)
call_command("createcachetable")
"""
MAKE_SAMPLE = """
import sys
import django
from django.core.management import call_command
django.setup()
call_command("sample_year")
with open(sys.argv[1], "w", encoding="utf-8") as people:
    call_command("sample_people", stdout=people)
"""


def throw_away(places: Places, cluster: Path) -> None:
    """Remove all that the portal keeps in its data folder, and the database CLUSTER of its own, wherever that is."""
    for path in [cluster, *(places.data / name for name in MADE_HERE)]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def manage(places: Places, *words: str) -> list[str]:
    return [str(places.python), str(places.root / "manage.py"), *words]


def prepare_database(places: Places, progress: Progress, env: Mapping[str, str], whose: str) -> None:
    """Bring the database's tables up to date, if a migration changed since the last time or the database is new.

    WHOSE tells one database from another: the person's DATABASE_URL, or nothing for the one that lies with the data.
    """
    migrations = places.root.glob("*/migrations/*.py")
    requirements = places.root / "requirements.txt"
    stamp = Stamp(places.data / "stamps" / "database", digest_of([*migrations, requirements], whose))
    has_database = "DATABASE_URL" in env or (places.data / "portal.sqlite3").exists()
    if stamp.is_current and has_database:
        progress.ready("Database")
        return
    advice = "The database could not be brought up to date. If its data may be lost: ./run --fresh"
    with progress.step("Database"):
        must_run([places.python, "-c", MAKE_TABLES], places.setup_log, advice, env=env, cwd=places.root)
        stamp.write()


def static_stamp(places: Places) -> Stamp:
    files = [path for path in (places.root / "static").rglob("*") if path.is_file()]
    return Stamp(places.data / "stamps" / "static", digest_of([*files, places.root / "requirements.txt"]))


@contextmanager
def collecting_static(places: Places, progress: Progress, env: Mapping[str, str]) -> Iterator[None]:
    """Collect the static files, if one of them or of the packages changed, beside what is done meanwhile."""
    title, stamp = "Static files", static_stamp(places)
    if stamp.is_current and (places.data / "static" / "staticfiles.json").is_file():
        yield
        progress.ready(title)
        return
    command = manage(places, "collectstatic", "--no-input", "--clear", "--verbosity", "0")
    log = places.setup_log.with_name("static.log")
    with logged(command, log, env=env, cwd=places.root) as process:
        yield
        with progress.step(title):
            if process.wait() != 0:
                raise Problem(f"The static files could not be collected.\n{tail(log)}")
            stamp.write()


def sample_year_stamp(places: Places) -> Stamp:
    return Stamp(places.data / "stamps" / "sample-year", "made")


def half_sample_year(places: Places) -> Path:
    """Return the file that is there while the sample year is being made, and after if that never ended."""
    return places.data / "stamps" / "sample-year-half-made"


def prepare_sample_year(places: Places, progress: Progress, env: Mapping[str, str]) -> None:
    """Make the sample year, once, where this is sample data."""
    title = "Sample year"
    if env["PORTAL_SAMPLE_DATA"] != "true":
        return
    stamp = sample_year_stamp(places)
    if stamp.is_current:
        progress.ready(title)
        return
    if not has_command(places.root, "sample_year"):
        progress.ready(title, "left out: this version has none")
        return
    marker = half_sample_year(places)
    marker.parent.mkdir(parents=True, exist_ok=True)
    with progress.step(title):
        marker.touch()
        command = [places.python, "-c", MAKE_SAMPLE, places.data / "sample-people.txt"]
        must_run(command, places.setup_log, "The sample year could not be made.", env=env, cwd=places.root)
        stamp.write()
        marker.unlink()


def has_command(root: Path, name: str) -> bool:
    return any(root.glob(f"*/management/commands/{name}.py"))


def close_to_others(places: Places) -> None:
    """Take from everybody else what an earlier version let them read; what is new is theirs alone from the start."""
    for path in [*places.data.glob("portal.sqlite3*"), *(places.data / name for name in ("files", "broker", "log"))]:
        if path.exists():
            path.chmod(0o700 if path.is_dir() else 0o600)


def prepare_data(places: Places, progress: Progress, env: Mapping[str, str], whose: str) -> None:
    """Do all that the portal needs before its web server starts."""
    close_to_others(places)
    with collecting_static(places, progress, env):
        prepare_database(places, progress, env, whose)
    prepare_sample_year(places, progress, env)


# These look at or change the tables themselves, or need none.
WITHOUT_DATA = {
    "--help", "-h", "--version", "help", "version", "check", "diffsettings", "makemigrations", "migrate",
    "showmigrations", "sqlmigrate", "squashmigrations", "makemessages", "compilemessages", "collectstatic",
    "createcachetable", "check_pdf", "restore",
}  # fmt: skip
