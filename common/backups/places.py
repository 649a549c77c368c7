"""The place a backup is restored into: a database without a row of its own, and a folder without a file."""

import contextlib
import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from common.backups.refusals import Refused
from common.backups.tables import LEFT_OUT, saved_models
from common.search.index import SQLITE_WORDS

# Rows that migrations make, and that come of the place itself: a restore replaces them. The apps name their own.
MADE_BY_ITSELF = {"contenttypes.ContentType", "auth.Permission", "common.Backup", "common.Change", *LEFT_OUT}
made_by_migrations: set[str] = set()
# The folder, among the files, of those a restore has not yet moved in; a killed one leaves it.
UNFINISHED = ".restoring"


def check_data_folder():
    """Raise Refused where the folder of the data is not there: a database in it could not be opened either."""
    if not settings.DATA_DIR.is_dir():
        raise Refused(f"There is no folder {settings.DATA_DIR}, which PORTAL_DATA_DIR names. Make it, or name another.")


@contextlib.contextmanager
def nothing_left():
    """Take away again, where a restore is refused or fails, an embedded database that was not there before it."""
    path = Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None
    is_new = path is not None and path.parent == settings.DATA_DIR and not path.exists()
    try:
        yield
    except BaseException:
        if is_new:
            connection.close()
            for made in path.parent.glob(f"{path.name}*"):
                made.unlink()
        raise


def check_known(contents):
    """Raise Refused where an archive was made by a portal with migrations that this one does not have."""
    unknown = contents.migrations - set(MigrationExecutor(connection).loader.disk_migrations)
    if unknown:
        app, name = min(unknown)
        raise Refused(
            f"It was made by a portal that has migrations this one does not know, such as {app} {name}. "
            "Use a newer portal."
        )


def check_place(contents):
    """Raise Refused where this database or this folder cannot take an archive: something is there already.

    An archive of an older portal goes into tables as they were then, which are brought up to date afterwards.
    """
    check_rows()
    newer = set(MigrationExecutor(connection).loader.applied_migrations) - contents.migrations
    if newer:
        raise Refused(
            f"The tables of this database are newer than the backup: it lacks {len(newer)} of their migrations. Name "
            " a database without any tables, and run no migrate before the restore, which makes them as they were "
            "and brings them up to date with the rows in them."
        )
    if name := next(files_there(), None):
        raise Refused(
            f"There are files in {settings.MEDIA_ROOT}, such as {name}. Move them away, or name an empty "
            "place, with --into FOLDER."
        )


def files_there():
    """Yield the names of the files in the folder of files, but for those a killed restore has left."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.rglob("*"):
        name = path.relative_to(root)
        if not path.is_dir() and name.parts[0] != UNFINISHED:
            yield name


def check_rows():
    """Raise Refused where a table holds rows that neither migrations nor the place itself have made."""
    known = {model._meta.db_table: model._meta.label for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        tables = {table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"}
        for table in sorted(tables - {"django_migrations", "django_cache"}):
            if table.startswith(SQLITE_WORDS):  # FTS5's own, which are never without rows
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # nosec B608 - a name the database gave
            if cursor.fetchone() and known.get(table) not in MADE_BY_ITSELF | made_by_migrations:
                raise Refused(
                    f"The database is not empty: there are rows in {table}. Name an empty place, with --into FOLDER."
                )


def empty_place():
    """Take out again what a restore has put into an empty place, where it failed at its end."""
    for child in Path(settings.MEDIA_ROOT).iterdir():
        shutil.rmtree(child) if child.is_dir() else child.unlink()
    models = saved_models()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            names = [connection.ops.quote_name(model._meta.db_table) for model in models]
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {', '.join(names)}")
        else:
            for model in models:
                model._base_manager.all()._raw_delete("default")
