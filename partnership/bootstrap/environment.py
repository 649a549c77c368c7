"""Set-up that every command shares, and the environment in which the portal's programs run."""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from .kinds import marked_as_sample
from .libraries import prepare_libraries
from .packages import prepare_packages
from .places import Places
from .reporting import Problem, Progress

# What a person's shell may have for other programs: the portal's would not find their modules, or start in four times
# the time, for compiling all of them at every start.
NOT_FOR_US = {"PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}
SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def set_up(places: Places, progress: Progress, environ: Mapping[str, str], requirements: str) -> dict[str, str]:
    """Get packages and libraries; return what programs need in their environment to find the libraries."""
    check_writable(places)
    places.tools.mkdir(exist_ok=True)
    with one_at_a_time(places, progress):
        prepare_packages(places, progress, environ, requirements)
        return prepare_libraries(places, progress, environ)


def check_writable(places: Places) -> None:
    """Raise Problem if this person may not write where set-up has to."""
    if not os.access(places.root, os.W_OK):
        raise Problem(f"You may not write to {places.root}. Run this as its owner, or from a copy of your own.")


@contextmanager
def one_at_a_time(places: Places, progress: Progress) -> Iterator[None]:
    """Wait until no other set-up of this checkout is under way."""
    with (places.tools / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("Waiting for another set-up of this folder to end.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def secret_key_file(places: Places) -> str:
    """Return the file that holds the secret key of this data, made at first and readable by its owner alone."""
    path = places.data / "secret-key"
    if not path.exists():
        places.data.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(60))
        draft.replace(path)
    return str(path)


def settle_sample_data(places: Places, environ: Mapping[str, str]) -> bool:
    """Say whether this is sample data: by the mark in the database, else by PORTAL_SAMPLE_DATA at the first start.

    It cannot be switched afterwards: with sample data anybody may sign in as anybody. Raise Problem on an attempt.
    """
    record = places.data / "sample-data"
    wish = environ.get("PORTAL_SAMPLE_DATA", "").strip().lower()
    if wish and wish not in SWITCHES:
        raise Problem(f"PORTAL_SAMPLE_DATA is {wish!r}; it can be true or false.")
    mark = marked_as_sample(places)
    if mark is not None or not record.is_file():
        places.data.mkdir(parents=True, exist_ok=True)
        is_sample = SWITCHES.get(wish, True) if mark is None else mark
        record.write_text("true" if is_sample else "false", encoding="utf-8")
    is_sample = record.read_text(encoding="utf-8").strip() == "true"
    if wish and SWITCHES[wish] != is_sample:
        kind = "sample data" if is_sample else "real data"
        raise Problem(f"The data in {places.data} is {kind}, and stays so. Use another PORTAL_DATA_DIR, or --fresh.")
    return is_sample


def portal_environment(
    places: Places,
    environ: Mapping[str, str],
    libraries: Mapping[str, str],
    *,
    port: int,
    services: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return the environment of the portal's own programs.

    SERVICES are DATABASE_URL and BROKER_URL; without them the embedded default is used, whatever the person's
    shell has from another project.
    """
    dropped = NOT_FOR_US | {"DATABASE_URL", "BROKER_URL", "SECRET_KEY", "PORT"}
    kept = {name: value for name, value in environ.items() if name not in dropped}
    own = {
        "DJANGO_SETTINGS_MODULE": "partnership.settings",
        "PORTAL_DATA_DIR": str(places.data),
        "PORTAL_HTTPS": "false",
        "PORTAL_SAMPLE_DATA": "true" if settle_sample_data(places, environ) else "false",
        "PORTAL_SITE_URL": environ.get("PORTAL_SITE_URL", f"http://127.0.0.1:{port}"),
        "SECRET_KEY_FILE": secret_key_file(places),
    }
    return {**kept, **libraries, **own, **(services or {})}
