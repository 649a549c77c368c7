"""The list of what was erased: it lies beside the database, so that an older backup brings nobody back.

Each line holds a keyed hash of one value of a row that was erased ("issues.issue", its key, a field, what stood there),
and nothing of the value itself. `again` finds such rows in a database that was restored, and erases them once more.
The key stands in each line, so that the lists of several backups can be put together line by line. Whoever reads the
list can try out names with it, so it protects nobody from its reader, and the portal's user alone may read it. Backups
hold a copy (`common/backups/erased.py`).
"""

import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from common import clock
from common.backups.erased import copy_list, entry_of
from common.backups.tables import erasure_list
from common.erasing import Erased, Found, erase_found, find
from common.privacy import Fate, Holding, Part, Subject, holdings

logger = logging.getLogger(__name__)
KEY_BYTES = 32
Marks = dict[bytes, set[str]]  # by the key they were made with


class DamagedList(Exception):
    """Raised for a file that is no list of erasures, or is damaged."""


def remember(found: Mapping[str, list[models.Model]]) -> None:
    """Add what is about to be erased, before that is committed: a line too many erases nobody else."""
    path = erasure_list()
    key = next(iter(read(path)), secrets.token_bytes(KEY_BYTES))
    marks = [mark for name in _erasable() for mark in _marks(key, name, found.get(name, []))]
    with path.open("a", encoding="utf-8") as kept:
        os.fchmod(kept.fileno(), 0o600)
        kept.writelines(json.dumps({"key": key.hex(), "mark": mark}) + "\n" for mark in marks)
        kept.flush()
        os.fsync(kept.fileno())
    _copy_beside_the_backups()


def _copy_beside_the_backups() -> None:
    """Copy the list at once where the settings name the folder; the next backup does it where this fails."""
    try:
        if settings.BACKUP_FOLDER:
            copy_list(settings.BACKUP_FOLDER)
    except OSError as error:
        logger.warning("the list of what was erased was not copied beside the backups: %s", error.strerror)


def read(path: Path) -> Marks:
    """Return the marks of a list, by their key; none where there is no file. Raises DamagedList."""
    marks: Marks = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            key, mark = entry_of(line)
            marks.setdefault(key, set()).add(mark)
    except (OSError, ValueError) as error:
        raise DamagedList(f"{path} is no list of what was erased, or is damaged.") from error
    return marks


@transaction.atomic
def again(path: Path | None = None) -> list[Erased]:
    """Erase what stands in the list and is back, with all that leads from it; return what became of it.

    Safe to run twice: what is erased has no longer the value that its mark was made of.
    """
    found: Found = {}
    for key, marks in read(path or erasure_list()).items():
        for name in _erasable():
            _add(found, name, _known(name, key, marks))
    subject = Subject()
    for name, rows in found.items():
        subject = subject.with_keys(holdings[name].label, [row.pk for row in rows])
    for name, rows in find(subject).items() if found else ():
        _add(found, name, rows)
    return erase_found(found, clock.now()) if found else []


def _add(found: Found, name: str, rows: Iterable[models.Model]) -> None:
    """Add rows of a declaration, each once."""
    known = {row.pk: row for row in [*found.get(name, []), *rows]}
    if known:
        found[name] = list(known.values())


def _erasable() -> list[str]:
    return [name for name, holding in holdings.items() if holding.rows and holding.erased is not Fate.KEPT]


def _known(name: str, key: bytes, marks: set[str]) -> Iterator[models.Model]:
    """Give the rows of a declaration that the list names."""
    if _telling(holdings[name]):
        for row in holdings[name].model._base_manager.order_by("pk").iterator():
            if not marks.isdisjoint(_marks(key, name, [row])):
                yield row


def _marks(key: bytes, name: str, rows: Iterable[models.Model]) -> Iterator[str]:
    for row in rows:
        for field in _telling(holdings[name]):
            if value := str(field.value_from_object(row) or ""):
                text = "\0".join((holdings[name].label, str(row.pk), field.name, value))
                yield hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _telling(holding: Holding) -> list[models.Field]:
    """Return the fields by which a row is known again: the hash of its secret, or what identifies somebody.

    Nothing else would do: a backup may be of a time from which the portal went on another way, where the same number
    and the same words belong to somebody else. What has neither is found through the row it belongs to.
    """
    secret = [one for one in holding.model._meta.concrete_fields if one.name == "secret_hash"]
    return secret or [one for one in holding.fields(Part.IDENTIFIES) if one.name not in holding.grounds]
