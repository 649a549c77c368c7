"""An archive that opens and yet is not what a backup writes: every row, file, hash and count is checked."""

import datetime as dt
import hashlib
import io
import zlib

import pytest

from common.backups import Damaged, Refused, check_archive
from common.backups.keys import KEY, Secret
from common.backups.sealed import SealedWriter
from common.backups.streams import PIECE, StreamReader, StreamWriter
from common.backups.values import RowHash

SECRET = Secret(KEY, b"k" * 32)
ROWS = [[1, "documents/a.pdf", {"b": 1, "a": [0.5]}], [2, "documents/b.pdf", None], [3, "", None]]
A, B, LIST = b"%PDF-a" * 100_000, b"%PDF-b", b'{"who":"4f"}\n'


def hash_of(rows):
    found = RowHash()
    for row in rows:
        found.add(row)
    return found.hexdigest()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def manifest(**changed):
    table = {"name": "common.Document", "columns": ["id", "file", "more"], "files": ["file"], "rows": 3, "last": 7}
    return {
        "is": "manifest",
        "made_at": "2026-11-20T03:12:07+00:00",
        "engine": "sqlite",
        "secret_key": "4f",
        "migrations": [["common", "0001_initial"]],
        "tables": [table | changed],
    }


def parts():
    """Return what a small archive is made of, named so that a test can change one thing."""
    return {
        "manifest": manifest(),
        "table": {"is": "table", "name": "common.Document"},
        "row 1": ROWS[0],
        "row 2": ROWS[1],
        "row 3": ROWS[2],
        "end of rows": {"is": "ended", "rows": 3, "sha256": hash_of(ROWS)},
        "file a": {"is": "file", "name": "documents/a.pdf", "size": len(A)},
        "bytes a": A,
        "end of a": {"is": "ended", "sha256": sha(A)},
        "file b": {"is": "missing", "name": "documents/b.pdf"},
        "erasures": {"is": "erasures", "size": len(LIST)},
        "list": LIST,
        "end of list": {"is": "ended", "sha256": sha(LIST)},
        "end": {"is": "end", "tables": 1, "rows": 3, "files": 1, "missing": 1},
    }


@pytest.fixture
def checked(tmp_path):
    """Write an archive of these parts and check it."""

    def check(given):
        path = tmp_path / "some.backup"
        with path.open("wb") as file:
            stream = StreamWriter(file, SECRET)
            for part in given.values():
                stream.raw(part) if isinstance(part, bytes) else stream.line(part)
            stream.close()
        return check_archive(path, SECRET)

    return check


def test_a_sound_archive_says_what_it_holds(checked):
    contents = checked(parts())
    assert (contents.rows, contents.files, contents.missing) == (3, 1, ["documents/b.pdf"])
    assert contents.made_at == dt.datetime(2026, 11, 20, 3, 12, 7, tzinfo=dt.UTC)
    assert contents.migrations == {("common", "0001_initial")}
    assert contents.hashes == {"common.Document": hash_of(ROWS)}
    assert contents.tables["common.Document"].last == 7
    assert contents.erasures == LIST


LEFT_OUT = {
    "manifest": "manifest expected",
    "table": "table expected",
    "row 2": "do not fit their hash",
    "end of rows": "do not fit their hash",
    "file a": "file or missing or erasures or end expected|cannot be read",
    "bytes a": "ends early",
    "end of a": "ended expected",
    "file b": "1 files that its rows name are not in it: documents/b.pdf",
    "erasures": "file or missing or erasures or end expected",
    "list": "expected|cannot be read|ends early|no end",
    "end of list": "ended expected",
    "end": "no end",
}


@pytest.mark.parametrize(("name", "said"), LEFT_OUT.items())
def test_whatever_is_left_out_is_missed(checked, name, said):
    left = {key: part for key, part in parts().items() if key != name}
    with pytest.raises(Damaged, match=said):
        checked(left)


CHANGED = {
    "a value of a row": ({"row 2": [2, "documents/b.pdf", 5]}, "The rows of common.Document do not fit their hash"),
    "a row too many": ({"row 3": ROWS[2], "row 4": [4, "", None]}, "do not fit their hash"),
    "a column too few": ({"row 2": [2, "documents/b.pdf"]}, "too many or too few columns"),
    "the number of rows": ({"manifest": manifest(rows=4)}, "has 3 rows, and its beginning says 4"),
    "the number of rows at the end": ({"end of rows": {"is": "ended", "rows": 2, "sha256": hash_of(ROWS)}}, "hash"),
    "another table": ({"table": {"is": "table", "name": "accounts.User"}}, "common.Document is not where it should be"),
    "the bytes of a file": ({"bytes a": A[:-1] + b"x"}, "The file documents/a.pdf does not fit its hash"),
    "the size of a file": (
        {"file a": {"is": "file", "name": "documents/a.pdf", "size": len(A) - 1}},
        "ended expected|cannot be read",
    ),
    "a size that is none": ({"file a": {"is": "file", "name": "documents/a.pdf", "size": -1}}, "impossible size"),
    "a size in words": ({"file a": {"is": "file", "name": "documents/a.pdf", "size": "big"}}, "impossible size"),
    "a file nobody names": ({"file b": {"is": "missing", "name": "documents/c.pdf"}}, "a file that no row names"),
    "a list of erasures of gigabytes": ({"erasures": {"is": "erasures", "size": 2**40}}, "impossible size"),
    "the list of erasures": ({"list": b'{"who":"5f"}\n'}, "The file erasures does not fit its hash"),
    "the counts": ({"end": {"is": "end", "tables": 1, "rows": 3, "files": 2, "missing": 1}}, "does not fit"),
    "more after the end": ({"end": parts()["end"], "more": {"is": "end"}}, "something after its end"),
    "a manifest without tables": ({"manifest": {"is": "manifest"}}, "What it says of itself"),
    "a date that is none": ({"manifest": manifest() | {"made_at": "today"}}, "What it says of itself"),
    "a file column that is no column": ({"manifest": manifest(files=["scan"])}, "What it says of itself"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_whatever_is_changed_is_found(checked, name):
    changed, said = CHANGED[name]
    with pytest.raises(Damaged, match=said):
        checked({**parts(), **changed} if "row 4" not in changed else in_place(parts(), changed))


def in_place(given, changed):
    """Put a part that is new after the one it comes with."""
    (after, _same), (name, part) = changed.items()
    return {key: value for one, old in given.items() for key, value in ([(one, old)] + [(name, part)] * (one == after))}


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "a/../../x", "..", "a\\..\\x", "a\0b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(checked, name):
    rows = [[1, name, None], *ROWS[1:]]
    changed = {
        "row 1": rows[0],
        "end of rows": {"is": "ended", "rows": 3, "sha256": hash_of(rows)},
        "file a": {"is": "file", "name": name, "size": len(A)},
    }
    with pytest.raises(Damaged, match="dangerous name"):
        checked({**parts(), **changed})


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Refused, match=r"There is no file .*nowhere\.backup"):
        check_archive(tmp_path / "nowhere.backup", SECRET)


def packed(data):
    file = io.BytesIO()
    writer = SealedWriter(file, SECRET)
    writer.write(data)
    writer.close()
    return StreamReader(io.BytesIO(file.getvalue()), SECRET)


def test_what_is_not_packed_as_ours_is_found():
    with pytest.raises(Damaged, match="cannot be unpacked"):
        packed(b"not packed at all").line()


@pytest.mark.parametrize("wrong", [lambda whole: whole[:-4], lambda whole: whole + b"more"])
def test_what_is_packed_and_does_not_end_where_it_should_is_found(wrong):
    stream = packed(wrong(zlib.compress(b"[1]\n")))
    assert stream.line() == [1]
    with pytest.raises(Damaged, match="does not end where it should"):
        stream.is_at_end()


def test_a_bomb_is_unpacked_a_piece_at_a_time_and_refused(monkeypatch):
    """A hundred megabytes of one letter, in a tenth of one; the longest line is two here."""
    monkeypatch.setattr("common.backups.streams.LONGEST_LINE", 2 * 2**20)
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b"1" * 2**20) for _megabyte in range(100)) + packer.flush()
    stream = packed(bomb)
    with pytest.raises(Damaged, match="A line of it has no end"):
        stream.line()
    assert len(stream._piece) <= PIECE


def test_a_line_that_is_no_json_is_found():
    with pytest.raises(Damaged, match="A line of it cannot be read"):
        packed(zlib.compress(b"{no json}\n")).line()
