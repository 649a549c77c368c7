"""Restoring a backup into an empty place, all of it or nothing."""

import dataclasses
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from common.backups import erased
from common.backups.places import UNFINISHED, check_known, check_place, empty_place
from common.backups.reading import Visitor, check_archive, read_archive
from common.backups.refusals import Damaged, Refused
from common.backups.tables import continue_numbers, hash_of, leaves_of, models_as_migrated
from common.backups.values import columns_of, read

ROWS_AT_ONCE = 500
BYTES_AT_ONCE = 4 * 2**20


@dataclasses.dataclass
class Checked:
    """An archive that was read whole and is sound, and the lists of what was erased that go with it."""

    path: Path
    secret: object
    contents: object
    lists: tuple  # the archive's own, the one given, and that of the place


@dataclasses.dataclass(frozen=True)
class Again:
    """How many lines the lists of what was erased have together, and how many rows were erased again."""

    lines: int
    rows: int


def check_restore(path, secret, erasures=None):
    """Read an archive and the lists that go with it whole, touching nothing. Raises Refused in plain words."""
    given, of_place = erased.given_list(erasures) if erasures else [], erased.list_of_place()
    contents = check_archive(path, secret)
    own = erased.lines_of(contents.erasures, "The list in the archive")
    check_known(contents)
    return Checked(path, secret, contents, (own, given, of_place))


def restore(checked):
    """Put an archive that was checked into this place, and return what was erased again.

    Raises Refused where it is not empty; a failure leaves it so.
    """
    check_place(checked.contents)
    executor = MigrationExecutor(connection)
    targets = leaves_of(executor.loader.graph, checked.contents.migrations)
    if executor.migration_plan(targets):
        executor.migrate(targets)
    models = models_as_migrated(executor.loader, checked.contents.migrations)
    loading = Loading({model._meta.label: model for model in models})
    try:
        with transaction.atomic():
            _load(checked, loading)
        return _finish(checked, loading)
    finally:
        loading.close()


def _finish(checked, loading):
    """Move the files in, bring the tables up to date, and erase again what was erased; or empty the place again."""
    try:
        loading.move_files()
        ContentType.objects.clear_cache()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        return Again(erased.put_together(checked.lists), erased.erase_again())
    except BaseException:
        try:
            empty_place()
            erased.put_back(checked.lists[-1])
        except (DatabaseError, OSError) as error:
            raise Refused(
                f"It failed at its end, and this place could not be emptied: throw it away. {error}"
            ) from error
        raise


def _load(checked, loading):
    """Load the rows, and compare them, as they are stored now, with those that were saved."""
    loading.empty_first_rows()
    contents = read_archive(checked.path, checked.secret, loading)
    for name, table in contents.tables.items():
        if table.last is not None:
            continue_numbers(loading.models[name], table.last)
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise Damaged(f"Its rows do not fit together: {error}") from error
    wrong = [name for name, digest in contents.hashes.items() if hash_of(loading.models[name]) != digest]
    if wrong:
        raise Refused(f"What is stored now is not what was saved, in {', '.join(wrong)}. Nothing was restored.")


class Loading(Visitor):
    """Puts the rows into the tables as they come, and the files into a folder beside the others."""

    def __init__(self, models):
        self.models = models
        self._root = Path(settings.MEDIA_ROOT)
        self._folder = self._root / UNFINISHED
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._waiting, self._size = [], 0

    def empty_first_rows(self):
        """Take out the rows that migrations made: those of the archive come in their place."""
        for model in self.models.values():
            model._base_manager.all()._raw_delete("default")

    def begin_table(self, table):
        model = self.models.get(table.name)
        columns = columns_of(model) if model else {}
        if list(columns) != table.columns:
            raise Damaged(f"The table {table.name} has other columns here.")
        self._model, self._columns = model, columns

    def row(self, row):
        try:
            values = {name: read(field, one) for (name, field), one in zip(self._columns.items(), row, strict=True)}
        except (ValidationError, ValueError, TypeError) as error:
            raise Damaged(f"A row of {self._model._meta.label} holds a value that does not belong there.") from error
        self._waiting.append(self._model(**values))
        self._size += sum(len(one) for one in row if isinstance(one, str))
        if len(self._waiting) >= ROWS_AT_ONCE or self._size > BYTES_AT_ONCE:
            self.end_table()

    def end_table(self):
        """Insert what waits, as it is: nothing is set on the way."""
        model, waiting = self._model, self._waiting
        fields = list(self._columns.values())
        size = max(connection.ops.bulk_batch_size(fields, waiting), 1)
        try:
            for start in range(0, len(waiting), size):
                model._base_manager._insert(waiting[start : start + size], fields=fields, using="default", raw=True)
        except (DatabaseError, ValueError) as error:
            raise Refused(f"The database does not take the rows of {model._meta.label}: {error}") from error
        self._waiting, self._size = [], 0

    def file(self, name, pieces):
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for piece in pieces:
                file.write(piece)

    def move_files(self):
        """Move the files to where they belong; folders without a file are in nobody's way."""
        for child in self._folder.iterdir():
            shutil.rmtree(self._root / child.name, ignore_errors=True)
            child.rename(self._root / child.name)

    def close(self):
        shutil.rmtree(self._folder, ignore_errors=True)
