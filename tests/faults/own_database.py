"""A PostgreSQL of our own, which may be stopped, killed, or given no more room."""

import contextlib
import os
import signal

import psycopg2

from partnership.bootstrap.places import find_places
from partnership.bootstrap.services import own_postgres
from partnership.bootstrap.supervisor import start
from tests.faults.arena import until

FAST, CRASH = signal.SIGINT, signal.SIGQUIT


class OwnPostgres:
    def __init__(self, folder):
        environment = dict(os.environ)
        self.service = own_postgres(find_places(environment), environment, folder / "postgres", folder / "postgres.log")
        self.service.prepare(folder / "postgres-setup.log")
        self.start()

    @property
    def url(self):
        return self.service.url

    def start(self):
        self.process = start(self.service.program())
        until(self.answers, "PostgreSQL")

    def answers(self):
        """Ask it: the file that says so outlives a crash."""
        try:
            with contextlib.closing(psycopg2.connect(self.url)):
                return True
        except psycopg2.OperationalError:
            return False

    def stop(self, how=FAST):
        self.process.send_signal(how)
        self.process.wait()

    def restart(self, how=FAST):
        self.stop(how)
        self.start()
