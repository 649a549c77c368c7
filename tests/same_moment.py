"""Two connections that do something at the same moment, on PostgreSQL: the second waits for a lock of the first."""

import threading

from django.db import connection, transaction

from common.errors import DomainError
from tests.faults.arena import until

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def somebody_waits():
    """Say whether another connection waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0]


def meanwhile(first, second):
    """Do one thing, and commit it once another connection, which does the second, waits for it or has ended."""
    raised = []

    def do_second():
        try:
            second()
        except DomainError as error:
            raised.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=do_second)
    with transaction.atomic():
        first()
        other.start()
        until(lambda: somebody_waits() or not other.is_alive(), "the other connection")
    other.join()
    return raised
