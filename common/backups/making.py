"""Making a backup: one moment of the database, its files, and the list of what was erased, in one encrypted file."""

import contextlib
import dataclasses
import hashlib
import io
import os
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.crypto import salted_hmac

from common import clock
from common.backups.erased import is_entry
from common.backups.reading import check_archive, sha256_of
from common.backups.refusals import Refused
from common.backups.streams import PIECE, StreamWriter
from common.backups.tables import (
    erasure_list,
    files_of,
    last_number,
    models_as_migrated,
    rows_of,
    snapshot,
)
from common.backups.values import RowHash, columns_of
from common.models import Backup

UNFINISHED = ".part"


@dataclasses.dataclass
class Told:
    """What whoever runs the portal should know of a backup that was made."""

    backup: Backup
    missing: list[str]
    changed: list[str]
    unread: int  # lines of the list of what was erased that are none, and are left out

    @property
    def is_whole(self):
        return not (self.missing or self.changed or self.unread)


def make_backup(path, secret, now=None):
    """Write a backup, read it back, and only then give it its name and its row. Raises Refused, or OSError."""
    now = now or clock.now()
    path = Path(path)
    if path.exists():
        raise Refused(f"{path} is there already.")
    models = models_of_tables()
    part = path.with_name(path.name + UNFINISHED)
    try:
        missing, changed, unread = _write(part, secret, models, now)
        contents = check_archive(part, secret)
        digest = sha256_of(part)
        missing = still_named(models, missing)
        os.link(part, path)  # unlike a rename it never replaces what was put there meanwhile
    finally:
        part.unlink(missing_ok=True)
    with _folder(path.parent) as folder:
        os.fsync(folder)
    backup = Backup(
        made_at=now,
        name=path.name,
        size=path.stat().st_size,
        sha256=digest,
        tables=len(contents.tables),
        rows=contents.rows,
        files=contents.files,
        missing_files=len(missing),
        changed_files=len(changed),
        verified_at=clock.now(),
    )
    if any(model._meta.label == Backup._meta.label for model in models):
        backup.save()
    return Told(backup, missing, changed, unread)


def models_of_tables():
    """Return the models whose tables are saved, as the tables are: also before an update's migrations.

    Raises Refused where the tables are of a newer portal, or there are none: an empty backup would thin out a real one.
    """
    loader = MigrationExecutor(connection).loader
    if not loader.applied_migrations:
        raise Refused(
            "This database has no tables. Look at PORTAL_DATA_DIR and DATABASE_URL: they name another portal."
        )
    if set(loader.applied_migrations) - set(loader.disk_migrations):
        raise Refused("The tables are those of a newer portal.")
    return models_as_migrated(loader, set(loader.applied_migrations))


def still_named(models, names):
    """Return which files rows name now: one that was erased while the backup was made is not missing."""
    found = set()
    for model in models:
        for column in files_of(model):
            found |= set(model._base_manager.filter(**{f"{column}__in": names}).values_list(column, flat=True))
    return sorted(found)


def secret_key_mark():
    """Return what tells one SECRET_KEY from another, and nothing of it."""
    return salted_hmac("common.backups", "which secret key", algorithm="sha256").hexdigest()[:32]


def _write(part, secret, models, now):
    """Write everything into a file that its owner alone may read; return what was not as it should be."""
    part.unlink(missing_ok=True)
    with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        stream = StreamWriter(file, secret)
        with snapshot() as using:
            stream.line(_manifest(models, using, now))
            named, rows = {}, 0
            for model in models:
                rows += _write_rows(stream, model, using, named)
        kept, missing, changed = _write_files(stream, named)
        unread = _write_erasures(stream)
        stream.line({"is": "end", "tables": len(models), "rows": rows, "files": kept, "missing": len(missing)})
        stream.close()
        file.flush()
        os.fsync(file.fileno())
    return missing, changed, unread


def _manifest(models, using, now):
    applied = sorted(MigrationRecorder(connections[using]).applied_migrations())
    tables = [
        {
            "name": model._meta.label,
            "columns": list(columns_of(model)),
            "files": files_of(model),
            "rows": model._base_manager.using(using).count(),
            "last": last_number(model, using),
        }
        for model in models
    ]
    return {
        "is": "manifest",
        "made_at": now.isoformat(),
        "engine": connections[using].vendor,
        "secret_key": secret_key_mark(),
        "migrations": [list(key) for key in applied],
        "tables": tables,
    }


def _write_rows(stream, model, using, named):
    """Write the rows of a table, and note in `named` the files they name, with their hash where the row keeps one."""
    columns = list(columns_of(model))
    places = [columns.index(name) for name in files_of(model)]
    known = columns.index("sha256") if places and "sha256" in columns else None
    rows = RowHash()
    stream.line({"is": "table", "name": model._meta.label})
    for row in rows_of(model, using):
        stream.line(row)
        rows.add(row)
        named.update({row[at]: "" if known is None else row[known] for at in places if row[at]})
    stream.line({"is": "ended", "rows": rows.rows, "sha256": rows.hexdigest()})
    return rows.rows


def _write_files(stream, named):
    """Write every file that a row names; return how many, which are missing, and which are not as they were stored.

    A file is written once and never changed, so one that is there is that of the snapshot.
    """
    missing, changed = [], []
    for name, stored in sorted(named.items()):
        try:
            file = default_storage.open(name)
        except FileNotFoundError:
            missing.append(name)
            stream.line({"is": "missing", "name": name})
            continue
        with file:
            stream.line({"is": "file", "name": name, "size": file.size})
            digest = _copy(stream, file, file.size)
        if stored and stored != digest:
            changed.append(name)
    return len(named) - len(missing), missing, changed


def _write_erasures(stream):
    """Write the list of what was erased, and return how many of its lines are none: no restore would take those."""
    path = erasure_list()
    lines = path.read_bytes().splitlines() if path.exists() else []
    sound = [line + b"\n" for line in lines if is_entry(line)]
    if sound:
        content = b"".join(sound)
        stream.line({"is": "erasures", "size": len(content)})
        _copy(stream, io.BytesIO(content), len(content))
    return sum(1 for line in lines if line.strip()) - len(sound)


def _copy(stream, file, size):
    """Write the first `size` bytes of a file, and their hash after them."""
    digest = hashlib.sha256()
    while size:
        piece = file.read(min(PIECE, size))
        if not piece:
            raise Refused(f"{file.name} became shorter while it was read.")
        stream.raw(piece)
        digest.update(piece)
        size -= len(piece)
    stream.line({"is": "ended", "sha256": digest.hexdigest()})
    return digest.hexdigest()


@contextlib.contextmanager
def _folder(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
