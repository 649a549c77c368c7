"""What was erased before a restore is erased again after it.

The list of what was erased (keyed hashes) lies beside the database, in `erasures.jsonl`, and goes into each backup. A
restore puts together the archive's list, the one given to it and the one that lies there, and calls each function here
with the path of the whole:

    @erased.after_restore.register("common.erasures")
    def again(path): ...
"""

import json
from collections.abc import Callable
from pathlib import Path

from common.backups.refusals import Refused
from common.backups.tables import erasure_list
from common.registry import Registry

after_restore: Registry[Callable[[Path], object]] = Registry("functions after a restore")


def lines_of(content, name):
    """Return the lines of a list. Raises Refused where it is none."""
    lines = content.splitlines()
    try:
        is_list = all(isinstance(json.loads(line), dict) for line in lines if line.strip())
    except ValueError:
        is_list = False
    if not is_list:
        raise Refused(f"{name} is no list of what was erased.")
    return [line for line in lines if line.strip()]


def read_list(path):
    """Return the lines of a list in a file, none where there is no file."""
    try:
        return lines_of(path.read_bytes(), path)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def put_together(*lists):
    """Write the lines of several lists, each once and in their order, as the list of this place; return its path."""
    path = erasure_list()
    lines = dict.fromkeys(line for one in lists for line in one)
    if lines:
        path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def erase_again(path):
    """Call what erases again, where there is a list."""
    if path.exists():
        for function in after_restore.values():
            function(path)
