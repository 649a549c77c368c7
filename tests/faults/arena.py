"""A place where processes may be killed: a folder, a database, a broker and the processes on them."""

import contextlib
import dataclasses
import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
# A guard against what hangs, not a measure: a machine that builds other things at the same time is slow.
PATIENCE = 600


def until(condition, what, seconds=PATIENCE):
    """Return what `condition` gives as soon as it is true; fail with `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.03)
    raise AssertionError(f"still waiting for {what} after {seconds} s")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Arena:
    """Processes share `environment`; every one that was started here is ended by `close`.

    `job_seconds` stands for the minute that a job may take in the portal. `portal` is a database with the portal's
    tables, on the same engine, to begin as a copy of.
    """

    def __init__(self, folder, database_url="", broker_url="filesystem://", job_seconds=4, portal=None):
        self.folder, self.processes = folder, []
        self.server_url = database_url if database_url.startswith("postgres") else ""
        self.database_url = self._make_database(portal) if self.server_url else f"sqlite:///{folder / 'arena.sqlite3'}"
        if portal and not self.server_url:
            portal.copy_to(dataclasses.replace(portal, name=str(folder / "arena.sqlite3"), files=folder / "files"))
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PORTAL_DATA_DIR": str(folder),
            "DATABASE_URL": self.database_url,
            "BROKER_URL": broker_url,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "PORTAL_LOG_LEVEL": "INFO",
            "FAULTS_JOB_SECONDS": str(job_seconds),
        }
        self.run("-m", "django", "migrate", "--run-syncdb", "--skip-checks", "--verbosity", "0")

    # --- the database, read from outside Django

    def _make_database(self, portal):
        name = f"faults_{secrets.token_hex(6)}"
        self._on_server(f"CREATE DATABASE {name}" + (f' TEMPLATE "{portal.name}"' if portal else ""))
        return urlsplit(self.server_url)._replace(path=f"/{name}").geturl()

    def _on_server(self, statement):
        with contextlib.closing(psycopg2.connect(self.server_url)) as server:
            server.autocommit = True
            server.cursor().execute(statement)

    def rows(self, query):
        with contextlib.closing(self._connect()) as database:
            cursor = database.cursor()
            cursor.execute(query)
            return cursor.fetchall()

    def _connect(self):
        return (
            psycopg2.connect(self.database_url) if self.server_url else sqlite3.connect(self.folder / "arena.sqlite3")
        )

    def value(self, query):
        return self.rows(query)[0][0]

    # --- processes

    def run(self, *arguments):
        command = [sys.executable, *arguments]
        options = {"env": self.environment, "cwd": ROOT, "timeout": PATIENCE}
        done = subprocess.run(command, check=False, capture_output=True, text=True, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def act(self, name, *arguments):
        """Do one of `acts` in a process of its own and return its answer."""
        output = self.run("-m", "tests.faults.acts", name, *map(json.dumps, arguments))
        return json.loads(output) if output else None

    def begin(self, *arguments, name="process"):
        """Start a process in a group of its own, which logs into the arena's folder."""
        with (self.folder / f"{name}-{len(self.processes)}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def worker(self, queues="default,bulk,pdf"):
        options = ("--queues", queues, "--without-gossip", "--without-mingle", "--without-heartbeat")
        name = f"worker{len(self.processes)}"
        return self.begin("-m", "celery", "-A", "partnership", "worker", *options, "-n", f"{name}@arena", name=name)

    def beat(self):
        return self.begin("-m", "celery", "-A", "partnership", "beat", name="beat")

    def kill(self, process):
        """kill -9 of a worker's main process; its children follow it by themselves."""
        process.kill()
        process.wait()

    def close(self):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if self.server_url:
            self._on_server(f"DROP DATABASE {urlsplit(self.database_url).path[1:]} WITH (FORCE)")

    def logs(self):
        return "\n".join(f"--- {path.name}\n{path.read_text()}" for path in sorted(self.folder.glob("*.log")))


class Redis:
    """A Redis of our own, without any memory on disk: what it held when it is killed is gone."""

    program = shutil.which("redis-server")

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        command = [self.program, "--port", str(self.port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until(self.answers, "Redis")

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def kill(self):
        self.process.kill()
        self.process.wait()

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)
