"""How a row becomes bytes, bytes a digest, and the digests of a day its head. docs/record.md says the same in words."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

FIRST = "0" * 64  # what stands before the first day
SALT_BYTES = 16


def canonical(form: Mapping[str, Any]) -> bytes:
    """Return the form of a row as JSON in UTF-8: keys sorted, no spaces, moments in UTC."""
    text = json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.encode()


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"A chained row holds a {type(value).__name__}, which has no canonical form.")


def new_salt() -> str:
    return secrets.token_hex(SALT_BYTES)


def digest_of(form: Mapping[str, Any], salt: str) -> str:
    """Return the digest of a row; once its salt is thrown away nobody can try out what the row said."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(form)).hexdigest()


def head_of(previous: str, day: dt.date, lines: Iterable[tuple[str, str, str]]) -> str:
    """Return the head of a day, from the head of the day before and (kind, key, digest) of each of its rows."""
    head = hashlib.sha256(f"{previous}\n{day.isoformat()}\n".encode())
    for line in sorted(lines):
        head.update(f"{'|'.join(line)}\n".encode())
    return head.hexdigest()
