"""An encrypted file in parts: each is proved to be whole, in its place, and the last one to be the last.

    parent-partnership backup 1\\n | length | header (JSON) | length | part | length | part ...

A part is AES-256-GCM over at most a megabyte. Its nonce is its number and whether it is the last, so parts that are
swapped, left out, repeated or cut off do not open; the header is authenticated with each of them.
"""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common.backups.keys import MOST_SCRYPT, PASSPHRASE, SALT_BYTES, SCRYPT, mark_of
from common.backups.refusals import Damaged, Refused

NAME = b"parent-partnership backup "
FORMAT = 1
PART = 2**20
TAG = 16
LENGTH = 4
LONGEST_HEADER = 4096
FOREIGN = "This file is no backup of this portal."
OTHER_KEY = "It was encrypted with another key or passphrase than the one given, or its beginning is damaged."


def _nonce(number, is_last):
    return number.to_bytes(11, "big") + bytes([is_last])


class SealedWriter:
    """Writes bytes encrypted into an open file; `close` writes the last part, and leaves the file open."""

    def __init__(self, file, secret):
        salt = secrets.token_bytes(SALT_BYTES)
        key = secret.key_for(salt)
        header = {"secret": secret.kind, "salt": salt.hex(), "scrypt": SCRYPT, "mark": mark_of(key)}
        content = json.dumps(header).encode()
        self._start = NAME + b"%d\n" % FORMAT + len(content).to_bytes(LENGTH, "big") + content
        self._file, self._cipher, self._number, self._waiting = file, AESGCM(key), 0, bytearray()
        file.write(self._start)

    def write(self, data):
        self._waiting += data
        while len(self._waiting) > PART:
            self._seal(bytes(self._waiting[:PART]), is_last=False)
            del self._waiting[:PART]

    def close(self):
        self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, data, *, is_last):
        sealed = self._cipher.encrypt(_nonce(self._number, is_last), data, self._start)
        self._file.write(len(sealed).to_bytes(LENGTH, "big") + sealed)
        self._number += 1


class SealedReader:
    """Gives the parts of an encrypted file, each once it is proved. Raises Refused in plain words."""

    def __init__(self, file, secret):
        self._file = file
        header, self._start = _header_of(file)
        if header["secret"] != secret.kind:
            raise Refused(f"It was encrypted with a {header['secret']}, and a {secret.kind} was given.")
        key = secret.key_for(bytes.fromhex(header["salt"]), tuple(header["scrypt"]))
        if mark_of(key) != header["mark"]:
            raise Refused(OTHER_KEY)
        self._cipher = AESGCM(key)

    def __iter__(self):
        number, sealed = 0, self._next()
        while sealed is not None:
            following = self._next()
            yield self._open(number, sealed, is_last=following is None)
            number, sealed = number + 1, following
        if not number:
            raise Damaged("It ends before its first part: it was cut off.")

    def _next(self):
        """Return the next sealed part, or nothing at the end of the file; an empty one is refused in its turn."""
        length = self._file.read(LENGTH)
        if not length:
            return None
        size = int.from_bytes(length, "big")
        if len(length) < LENGTH or not TAG <= size <= PART + TAG:
            return b""
        sealed = self._file.read(size)
        return sealed if len(sealed) == size else b""

    def _open(self, number, sealed, *, is_last):
        opened = self._opened(number, sealed, is_last)
        if opened is not None:
            return opened
        if self._opened(number, sealed, not is_last) is None:
            raise Damaged(f"Part {number + 1} is damaged, cut off or in the wrong place.")
        if is_last:
            raise Damaged(f"It ends after part {number + 1}, which is not its last: it was cut off.")
        raise Damaged(f"Something was added after part {number + 1}, which is its last.")

    def _opened(self, number, sealed, is_last):
        try:
            return self._cipher.decrypt(_nonce(number, is_last), sealed, self._start)
        except (InvalidTag, ValueError):
            return None


def _header_of(file):
    """Return the header of an archive, and all bytes up to its end. Raises Refused for what is none of ours."""
    first = file.readline(len(NAME) + 8)
    number = first.removeprefix(NAME).strip()
    if not first.startswith(NAME):
        raise Refused(FOREIGN)
    if not number.isdigit() or int(number) < FORMAT:
        raise Damaged("Its first line is damaged. Take another copy of it, or another backup.")
    if int(number) > FORMAT:
        raise Refused(
            f"Its first line says format {int(number)}, and this portal reads format {FORMAT}. Use a newer portal; if "
            "this one made it, the line is damaged: take another copy of it, or another backup."
        )
    length = file.read(LENGTH)
    if not 0 < int.from_bytes(length, "big") <= LONGEST_HEADER:
        raise Damaged("Its header is damaged.")
    content = file.read(int.from_bytes(length, "big"))
    try:
        header = json.loads(content)
        is_sound = _is_sound(header)
    except (ValueError, TypeError, KeyError):
        is_sound = False
    if not is_sound:
        raise Damaged("Its header is damaged.")
    return header, first + length + content


def _is_sound(header):
    """Say whether a header asks for what ours ask for; one that asks for gigabytes of memory does not."""
    bytes.fromhex(header["salt"])
    (n, r, p), (most_n, most_r, most_p) = header["scrypt"], MOST_SCRYPT
    is_power = isinstance(n, int) and n > 1 and n & (n - 1) == 0
    return (
        header["secret"] in {PASSPHRASE, "key"}
        and is_power
        and n <= most_n
        and 0 < r <= most_r
        and 0 < p <= most_p
        and isinstance(header["mark"], str)
    )
