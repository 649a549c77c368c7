"""What was erased before a restore is erased again after it.

The list of what was erased (keyed hashes) lies beside the database, in `erasures.jsonl`, and goes into each backup. A
restore puts together the archive's list, the one given to it and the one that lies there, and calls each function here
with the path of the whole; it returns how many rows it erased:

    @erased.after_restore.register("common.erasures")
    def again(path): ...
"""

import json
from collections.abc import Callable
from pathlib import Path

from common.backups.refusals import Refused
from common.backups.tables import erasure_list
from common.backups.wholes import write_whole
from common.registry import Registry

after_restore: Registry[Callable[[Path], int]] = Registry("functions after a restore")
# A key and a SHA-256, in hexadecimal digits.
DIGITS = 64
OF_THE_PLACE = (
    "This list lies in the place itself, and a restore puts it together with the others. Put a sound copy of it there, "
    "or move it away if no portal ever ran here; then restore again."
)


def entry_of(line: bytes | str) -> tuple[bytes, str]:
    """Return the key and the mark of a line of a list. Raises ValueError for any other line."""
    entry = json.loads(line)
    if not isinstance(entry, dict) or not all(isinstance(entry.get(name), str) for name in ("key", "mark")):
        raise ValueError("no key or no mark")
    key, mark = entry["key"], entry["mark"]
    if len(key) != DIGITS or len(mark) != DIGITS:
        raise ValueError("a key or a mark of another length")
    bytes.fromhex(mark)
    return bytes.fromhex(key), mark


def lines_of(content, name, advice=""):
    """Return the lines of a list. Raises Refused with the first that is none."""
    lines = content.splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip() and not is_entry(line):
            words = f"{name} is no list of what was erased, or is damaged: line {number} holds no key with its mark."
            raise Refused(f"{words} {advice}".strip())
    return [line for line in lines if line.strip()]


def is_entry(line):
    """Say whether a line is one of a list."""
    try:
        entry_of(line)
    except ValueError:
        return False
    return True


def read_list(path, advice=""):
    """Return the lines of a list in a file, none where there is no file."""
    try:
        return lines_of(path.read_bytes(), path, advice)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def given_list(path):
    """Return the lines of the list that somebody names as the newest. Raises Refused where it holds none."""
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    if lines := read_list(path):
        return lines
    raise Refused(f"{path} holds no line. If nothing was ever erased, say --without-erasures instead.")


def list_of_place():
    """Return the lines of the list that lies in this place."""
    return read_list(erasure_list(), OF_THE_PLACE)


def put_together(lists):
    """Write the lines of several lists, each once and in their order, as the list of this place; return how many."""
    lines = dict.fromkeys(line for one in lists for line in one)
    if lines:
        write_whole(erasure_list(), b"".join(line + b"\n" for line in lines))
    return len(lines)


def copy_list(folder):
    """Put the list of this place beside the backups, with what is there already, and return how many lines it has.

    A list that lies only where the database does is lost with it. Raises OSError.
    """
    path = Path(folder) / erasure_list().name
    content = b"\n".join(one.read_bytes() for one in (path, erasure_list()) if one.exists())
    lines = dict.fromkeys(line for line in content.splitlines() if is_entry(line))
    if lines:
        write_whole(path, b"".join(line + b"\n" for line in lines))
    return len(lines)


def put_back(lines):
    """Leave the list of this place as it was before a restore that failed."""
    if lines:
        write_whole(erasure_list(), b"".join(line + b"\n" for line in lines))
    else:
        erasure_list().unlink(missing_ok=True)


def erase_again():
    """Call what erases again, where there is a list; return how many rows that erased."""
    path = erasure_list()
    return sum(function(path) for function in after_restore.values()) if path.exists() else 0
