"""The secret that opens a backup: a key of 32 bytes, or a passphrase. Neither is ever given on a command line."""

import dataclasses
import getpass
import hashlib
import hmac
import re
import sys
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

from common.backups.refusals import Refused

KEY, PASSPHRASE = "key", "passphrase"
KEY_BYTES = SALT_BYTES = 32
SHORTEST_PASSPHRASE = 12
# What OWASP names for 32 megabytes of memory; whoever guesses pays it for each try.
SCRYPT = (2**15, 8, 3)
# No archive of ours asks for more, and a made-up header must not fill the memory.
MOST_SCRYPT = (2**18, 16, 8)
HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")


@dataclasses.dataclass(frozen=True)
class Secret:
    """A key or a passphrase, as it was given."""

    kind: str
    value: bytes = dataclasses.field(repr=False)

    def key_for(self, salt, scrypt=SCRYPT):
        """Return the key of one archive: each has its own, so no two ever share a key and a counter."""
        if self.kind == PASSPHRASE:
            n, r, p = scrypt
            material = Scrypt(salt=salt, length=KEY_BYTES, n=n, r=r, p=p).derive(self.value)
        else:
            material = self.value
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"portal backup").derive(material)


def mark_of(key):
    """Return what tells a wrong key from a damaged archive, and nothing of the key."""
    return hmac.new(key, b"which key", hashlib.sha256).hexdigest()[:32]


def find_secret(*, is_new):
    """Return the secret that the settings name, or ask for a passphrase at a terminal: twice where `is_new`."""
    if settings.BACKUP_KEY_FILE and settings.BACKUP_PASSPHRASE_FILE:
        raise Refused("Set PORTAL_BACKUP_KEY_FILE or PORTAL_BACKUP_PASSPHRASE_FILE, not both.")
    if settings.BACKUP_KEY_FILE:
        return Secret(KEY, _key_in(settings.BACKUP_KEY_FILE))
    if settings.BACKUP_PASSPHRASE_FILE:
        return _passphrase(_content_of(settings.BACKUP_PASSPHRASE_FILE).decode("utf-8", "replace").strip())
    if not sys.stdin.isatty():
        raise Refused("Nothing says how the backup is encrypted. Set PORTAL_BACKUP_KEY_FILE or _PASSPHRASE_FILE.")
    first = getpass.getpass("Passphrase of the backup: ")
    if is_new and getpass.getpass("Again: ") != first:
        raise Refused("The two passphrases differ.")
    return _passphrase(first)


def _passphrase(text):
    if len(text) < SHORTEST_PASSPHRASE:
        raise Refused(f"The passphrase must have {SHORTEST_PASSPHRASE} characters or more.")
    return Secret(PASSPHRASE, text.encode())


def _key_in(path):
    """Return the 32 bytes that a file holds, as they are or as 64 hexadecimal digits."""
    content = _content_of(path)
    text = content.decode("ascii", "replace").strip()
    if HEX_KEY.fullmatch(text):
        return bytes.fromhex(text)
    if len(content) == KEY_BYTES:
        return content
    raise Refused(f"{path} holds no key: 32 bytes, or 64 hexadecimal digits.")


def _content_of(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
