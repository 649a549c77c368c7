"""Which rows a backup holds: those of every table, but for what belongs to the day."""

import contextlib

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.models.functions import Collate

from common.backups.values import RowHash, columns_of, written

# Who is signed in, and how often somebody tried something: neither may outlive the day, and a backup does.
LEFT_OUT = {"sessions.Session", "common.RateCount"}
SNAPSHOT = "snapshot"
ROWS_AT_ONCE = 500


def saved_models(registry=apps):
    """Return the models whose tables are saved, in one order."""
    found = [model for model in registry.get_models(include_auto_created=True) if _is_saved(model._meta)]
    return sorted(found, key=lambda model: model._meta.label)


def _is_saved(meta):
    return meta.managed and not meta.proxy and meta.label not in LEFT_OUT


def leaves_of(graph, migrations):
    """Return the last of these migrations, in each app: what tables at that state are brought to."""
    return [
        key
        for key in sorted(migrations & set(graph.nodes))
        if not any(child.key[0] == key[0] and child.key in migrations for child in graph.node_map[key].children)
    ]


def models_as_migrated(loader, migrations):
    """Return the models of the saved tables as they are after these migrations, and no later ones."""
    return saved_models(loader.project_state(leaves_of(loader.graph, migrations)).apps)


@contextlib.contextmanager
def snapshot():
    """Give the name of a connection that sees one moment of the database, and neither writes nor stops who does."""
    usual = connections["default"]
    options = dict(usual.settings_dict["OPTIONS"])
    if usual.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    connections.settings[SNAPSHOT] = {**usual.settings_dict, "OPTIONS": options}
    try:
        with transaction.atomic(using=SNAPSHOT):
            if usual.vendor == "postgresql":
                with connections[SNAPSHOT].cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]


def rows_of(model, using):
    """Yield the rows of a table as lists that JSON can hold, by primary key, a few hundred in memory at a time."""
    columns = columns_of(model)
    fields = list(columns.values())
    queryset = model._base_manager.using(using).order_by(_in_order(model, using)).values_list(*columns)
    for row in queryset.iterator(chunk_size=ROWS_AT_ONCE):
        yield [written(field, value) for field, value in zip(fields, row, strict=True)]


def hash_of(model, using="default"):
    """Return the hash of a table's rows as they are stored now."""
    rows = RowHash()
    for row in rows_of(model, using):
        rows.add(row)
    return rows.hexdigest()


def _in_order(model, using):
    """Return what the rows are ordered by; texts by their bytes, as SQLite does and PostgreSQL not always."""
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    is_text = isinstance(key, models.CharField | models.TextField)
    return Collate("pk", "C") if is_text and connections[using].vendor == "postgresql" else "pk"


def files_of(model):
    """Return the columns of a model that name files."""
    return [name for name, field in columns_of(model).items() if isinstance(field, models.FileField)]


def last_number(model, using):
    """Return the last number a table gave to a row, also one that is gone: none may be given twice."""
    if not isinstance(model._meta.pk, models.AutoField):
        return None
    connection = connections[using]
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return found[0] if found else 0
        sequence = _sequence(cursor, connection, table, column)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # nosec B608 - a name PostgreSQL gave, quoted
        number, is_called = cursor.fetchone()
        return number if is_called else 0


def continue_numbers(model, number, using="default"):
    """Let a table go on after the last number it gave."""
    connection = connections[using]
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            sequence = _sequence(cursor, connection, table, column)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, number or 1, number > 0])


def _sequence(cursor, connection, table, column):
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
    return cursor.fetchone()[0]


def erasure_list():
    """Return where the list of what was erased lies: beside the database, not in it."""
    return settings.DATA_DIR / "erasures.jsonl"
