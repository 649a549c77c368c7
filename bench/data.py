"""The data of both sides: made once for a day and a state of the code, and copied for each run, which writes in it."""

import datetime as dt
import os
import secrets
import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import psycopg2

from partnership.bootstrap.places import digest_of
from partnership.bootstrap.programs import must_run

SIDES = ("floor", "ours")
SETTINGS = {"floor": "bench.floor.settings", "ours": "bench.settings"}
OURS_ALONE = ("DATABASE_URL", "BROKER_URL", "SECRET_KEY", "SECRET_KEY_FILE")


def environment(side, data, address="", *, keeps_pages=True):
    """Return the environment of one side over its data in a folder, and the database at an address, if it has one."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS_ALONE}
    own = {
        "DJANGO_SETTINGS_MODULE": SETTINGS[side],
        "PORTAL_DATA_DIR": str(data / side),
        "PORTAL_HTTPS": "false",
        "PORTAL_SAMPLE_DATA": "true" if side == "ours" else "false",
        "PORTAL_TRUSTED_PROXIES": "1",
        "SECRET_KEY_FILE": str(data / "secret-key"),
        "BENCH_KEEPS_PAGES": "true" if keeps_pages else "false",
    }
    return {**kept, **own, **({"DATABASE_URL": address} if address else {})}


def make(places, folder, addresses, sides=SIDES):
    """Make the data of both sides in a folder, and in the databases at `addresses` where there are any."""
    folder.mkdir(parents=True)
    (folder / "secret-key").touch(mode=0o600)
    (folder / "secret-key").write_text(secrets.token_urlsafe(60), encoding="utf-8")
    for side in sides:
        (folder / side).mkdir()
        must_run(
            [places.python, "-m", "bench.make_data", side],
            places.setup_log,
            f"The data to measure could not be made ({side}).",
            env=environment(side, folder, addresses.get(side, "")),
            cwd=places.root,
        )


def kept_folder(places):
    """Return where the data on SQLite is kept: a new day, a migration or a change of the sample year makes it anew."""
    root = places.root
    kinds = ("*/migrations/*.py", "partnership/sample/*", "static/**/*", "bench/make_data.py", "bench/floor/models.py")
    files = [path for kind in kinds for path in root.glob(kind) if path.is_file()]
    today = dt.datetime.now(ZoneInfo("Europe/London")).date()
    return places.data / "bench" / f"{today}-{digest_of(files)[:12]}"


def copy_of_kept(places, progress, folder):
    """Copy the data on SQLite to a folder, and make it first where there is none for today."""
    kept = kept_folder(places)
    if not kept.exists():
        shutil.rmtree(kept.parent, ignore_errors=True)
        with progress.step("Sample year and floor"):
            half = kept.with_name("half")
            make(places, half, {})
            half.rename(kept)
    shutil.copytree(kept, folder)


def new_databases(server):
    """Make a database for each side on a server and return their addresses; other databases there stay untouched."""
    mark = secrets.token_hex(4)
    names = {side: f"portal_bench_{mark}_{side}" for side in SIDES}
    for name in names.values():
        _say(server, f'CREATE DATABASE "{name}"')
    parts = urlsplit(server)
    return {side: urlunsplit(parts._replace(path=f"/{name}")) for side, name in names.items()}


@contextmanager
def copied(folder, address, name):
    """Give the environment of our side over a copy of its data, which is gone with the block."""
    copy, addresses = folder / name, {}
    shutil.copytree(folder / "ours", copy / "ours")
    shutil.copy(folder / "secret-key", copy)
    if address:
        parts = urlsplit(address)
        source = Path(parts.path).name
        addresses["ours"] = urlunsplit(parts._replace(path=f"/{source}_{name}"))
        _say(address, f'CREATE DATABASE "{source}_{name}" TEMPLATE "{source}"')
    try:
        yield environment("ours", copy, addresses.get("ours", ""))
    finally:
        drop_databases(address, addresses)
        shutil.rmtree(copy)


def drop_databases(server, addresses):
    for address in addresses.values():
        _say(server, f'DROP DATABASE IF EXISTS "{Path(urlsplit(address).path).name}" WITH (FORCE)')


def _say(server, statement):
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
