"""Reading an archive from its first byte to its last: every row, hash and count is checked, whoever it is read for."""

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path, PurePosixPath

from common.backups.refusals import Damaged, Refused
from common.backups.streams import StreamReader
from common.backups.values import RowHash

MOST_ERASURES = 64 * 2**20


@dataclasses.dataclass
class Table:
    """What the beginning of an archive says of a table."""

    name: str
    columns: list[str]
    files: list[str]
    rows: int
    last: int | None


@dataclasses.dataclass
class Contents:
    """What an archive holds."""

    made_at: dt.datetime
    engine: str
    secret_key: str
    migrations: set[tuple[str, str]]
    tables: dict[str, Table]
    hashes: dict[str, str] = dataclasses.field(default_factory=dict)
    rows: int = 0
    files: int = 0
    missing: list[str] = dataclasses.field(default_factory=list)
    changed: list[str] = dataclasses.field(default_factory=list)
    erasures: bytes = b""


class Visitor:
    """What is done with the parts of an archive as they are read; this one does nothing."""

    def begin_table(self, table):
        pass

    def row(self, row):
        pass

    def end_table(self):
        pass

    def file(self, name, pieces):
        """Use the bytes of a file as they come: whether they are the right ones is known after the last."""
        for _piece in pieces:
            pass


def check_archive(path, secret):
    """Return what an archive holds, after every byte of it was read and checked. Raises Refused in plain words."""
    return read_archive(path, secret, Visitor())


def read_archive(path, secret, visitor):
    """Read an archive, giving its parts to a visitor, and return what it holds. Raises Refused in plain words."""
    if not Path(path).is_file():
        raise Refused(f"There is no file {path}.")
    with Path(path).open("rb") as file:
        return _Reading(StreamReader(file, secret), visitor).all()


def sha256_of(path):
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Reading:
    """One pass over an archive."""

    def __init__(self, stream, visitor):
        self._stream, self._visitor, self._named = stream, visitor, {}

    def all(self):
        self.contents = _manifest_of(self._next("manifest"))
        for table in self.contents.tables.values():
            self._table(table)
        self._files(self._next("file", "missing", "erasures", "end"))
        if not self._stream.is_at_end():
            raise Damaged("There is something after its end.")
        return self.contents

    def _next(self, *kinds):
        """Return the next line, which is one of these kinds."""
        line = self._stream.line()
        if not isinstance(line, dict) or line.get("is") not in kinds:
            raise Damaged(f"It is not laid out as a backup is: {' or '.join(kinds)} expected.")
        return line

    def _table(self, table):
        if self._next("table").get("name") != table.name:
            raise Damaged(f"The table {table.name} is not where it should be.")
        self._visitor.begin_table(table)
        rows, places = RowHash(), [table.columns.index(name) for name in table.files]
        known = table.columns.index("sha256") if "sha256" in table.columns else None
        while isinstance(row := self._stream.line(), list):
            if len(row) != len(table.columns):
                raise Damaged(f"A row of {table.name} has too many or too few columns.")
            rows.add(row)
            self._named |= {str(row[at]): "" if known is None else row[known] for at in places if row[at]}
            self._visitor.row(row)
        if row != {"is": "ended", "rows": rows.rows, "sha256": rows.hexdigest()}:
            raise Damaged(f"The rows of {table.name} do not fit their hash.")
        if rows.rows != table.rows:
            raise Damaged(f"{table.name} has {rows.rows} rows, and its beginning says {table.rows}.")
        self._visitor.end_table()
        self.contents.hashes[table.name] = rows.hexdigest()
        self.contents.rows += rows.rows

    def _files(self, line):
        """Read the files, the list of what was erased, and the end, which must fit all that came before."""
        while line["is"] != "end":
            if line["is"] == "erasures":
                self.contents.erasures = b"".join(self._checked("erasures", _size_of(line, MOST_ERASURES)))
                line = self._next("end")
                continue
            self._file(line)
            line = self._next("file", "missing", "erasures", "end")
        if self._named:
            raise Damaged(f"{len(self._named)} files that its rows name are not in it: {min(self._named)}.")
        contents = self.contents
        counts = {"tables": len(contents.tables), "rows": contents.rows, "files": contents.files}
        if line != {"is": "end", **counts, "missing": len(contents.missing)}:
            raise Damaged("Its end does not fit what came before.")

    def _file(self, line):
        name = line.get("name")
        if name not in self._named or not is_safe(name):
            raise Damaged("It holds a file that no row names, or one with a dangerous name.")
        stored = self._named.pop(name)
        if line["is"] == "missing":
            self.contents.missing.append(name)
            return
        self._visitor.file(name, self._checked(name, _size_of(line), stored))
        self.contents.files += 1

    def _checked(self, name, size, stored=""):
        """Yield the bytes of a file; raises Damaged after the last where they do not fit their hash.

        One that was not as its row says already when the backup was made is noted.
        """
        digest = hashlib.sha256()
        for piece in self._stream.raw(size):
            digest.update(piece)
            yield piece
        if self._next("ended").get("sha256") != digest.hexdigest():
            raise Damaged(f"The file {name} does not fit its hash.")
        if stored and stored != digest.hexdigest():
            self.contents.changed.append(name)


def is_safe(name):
    """Say whether a file of this name lies in the folder of files, whatever the archive says."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\0" not in name and "\\" not in name


def _size_of(line, most=None):
    size = line.get("size")
    if not isinstance(size, int) or size < 0 or (most is not None and size > most):
        raise Damaged("It holds a file of an impossible size.")
    return size


def _manifest_of(line):
    try:
        tables = [Table(one["name"], one["columns"], one["files"], one["rows"], one["last"]) for one in line["tables"]]
        if not all(set(table.files) <= set(table.columns) and isinstance(table.rows, int) for table in tables):
            raise ValueError
        return Contents(
            made_at=dt.datetime.fromisoformat(line["made_at"]),
            engine=line["engine"],
            secret_key=line["secret_key"],
            migrations={(app, name) for app, name in line["migrations"]},
            tables={table.name: table for table in tables},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged("What it says of itself cannot be read.") from error
