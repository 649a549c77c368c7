"""Notes, in the very transaction that writes it, that something a public page may show was written.

Every statement of every connection passes here, so nothing that a service, a command or a task writes is forgotten: not
an `update()`, not a cascade, not what is taken back. A note is a row that holds nothing but its number. What readers
compare is how many there are and what their numbers add up to: two transactions never wait for each other, and one that
ends after a later one is seen all the same.
"""

import contextlib
import contextvars
import re

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, transaction

from common import periodic
from common.models import Change

# What no page that is kept shows anything of: written all the time, for one reader or for nobody.
UNSEEN = frozenset(
    {
        "accounts_addressee",
        "accounts_emailstop",
        "accounts_following",
        "accounts_followlink",
        "accounts_followrequest",
        "accounts_import",
        "accounts_importedrow",
        "accounts_importfault",
        "accounts_listfile",
        "accounts_signinlink",
        "accounts_told",
        "common_change",
        "common_job",
        "common_message",
        "common_news",
        "common_ratecount",
        "common_searchentry",
        "common_submission",
        "consultations_responsedraft",
        "django_cache",
        "django_session",
        "issues_issuedraft",
        "issues_issuelink",
        "mfa_authenticator",
    }
)
WRITES = re.compile(
    r'\s*(?:INSERT(?: OR \w+)?\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+"?(\w+)', re.IGNORECASE
)
KEPT = 50  # notes: so many transactions may end after a later one
_seen = contextvars.ContextVar("state of the notes", default=None)


def watch(execute, sql, params, many, context):
    """Carry out a statement, and note it where it wrote what a page may show (a wrapper of Django's connections).

    A statement that is no part of a transaction becomes one with its note, where that can be (`_together`).
    """
    connection = context["connection"]
    written = WRITES.match(sql) if isinstance(sql, str) else None
    if not written or written[1].lower() in UNSEEN or not _has_notes(connection):
        return execute(sql, params, many, context)
    with _together(connection, sql):
        result = execute(sql, params, many, context)
        note(connection)
    if (memory := _seen.get()) is not None:
        memory.clear()  # whoever writes sees it at once
    return result


def _together(connection, sql):
    """Return the transaction of a statement and its note.

    On SQLite a statement whose rows are yet to be fetched cannot be committed here: it ends after its note by itself.
    """
    is_to_be_fetched = connection.vendor == "sqlite" and " RETURNING " in sql
    if connection.in_atomic_block or is_to_be_fetched:
        return contextlib.nullcontext()
    return transaction.atomic(using=connection.alias)


def _has_notes(connection):
    """Say whether this database has the table of notes: while it is set up, it has not yet. Asked once a connection."""
    if not hasattr(connection, "has_notes"):
        connection.has_notes = Change._meta.db_table in connection.introspection.table_names()
    return connection.has_notes


def note(connection):
    """Note a change in the transaction that is open, once; one that is rolled back leaves no note."""
    if connection.in_atomic_block:
        if any(function is _noted for _savepoints, function, *_rest in connection.run_on_commit):
            return
        transaction.on_commit(_noted, using=connection.alias)
    Change.objects.using(connection.alias).create()


def _noted():
    """Mark a transaction, or the part of one that is rolled back alone, as noted; Django forgets it with that part."""


def watch_connection(connection, **_signal):
    """Watch what a new connection writes."""
    if connection.alias == DEFAULT_DB_ALIAS and watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


def state():
    """Return what tells whether anything was noted since: one query, whatever was written.

    It is the first of each request, so it also finds out whether the connection still stands: Django would ask first.
    """
    connection.health_check_done = True
    try:
        return _state()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _state()


def _state():
    with connection.cursor() as cursor:  # as text: each page waits for it, and Django takes longer than the database
        cursor.execute("SELECT COUNT(*), COALESCE(SUM(id), 0), COALESCE(MAX(id), 0) FROM common_change")
        return tuple(map(int, cursor.fetchone()))


@contextlib.contextmanager
def asked_once():
    """Ask for the state once for as long as this lasts, a request; and again after what is written in it."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def are_asked_once():
    return _seen.get() is not None


def seen():
    """Return the state as it was when this request first asked, or has written since."""
    memory = _seen.get()
    if memory is None:
        return state()
    if "state" not in memory:
        memory["state"] = state()
    return memory["state"]


@periodic.remind.part("common.changes")
@transaction.atomic
def forget_old(_now=None):
    """Delete all but the last notes; return how many. The pages that are kept are made anew once.

    It adds a note itself: one that comes late, of a transaction that was long, and goes at the next round would else
    leave the notes as they were before it came.
    """
    old = Change.objects.order_by("-pk").values_list("pk", flat=True)[KEPT - 1 : KEPT + 1]
    if len(old) < 2:
        return 0
    gone, _each = Change.objects.filter(pk__lte=old[0]).delete()
    note(connection)
    return gone
