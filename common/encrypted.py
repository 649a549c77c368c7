"""Secrets that the portal has to read again itself: encrypted with a key that comes of SECRET_KEY.

A secret that is only ever compared is hashed instead (`references.hash_secret`).
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "aes-gcm-1:"
KEY_BYTES = 32
NONCE_BYTES = 12


class OtherKeyError(Exception):
    """None of the keys of this portal opens it, or it was altered."""


def encrypt(text: str, purpose: str) -> str:
    """Return a secret as it is stored; each purpose has a key of its own (AES-256-GCM, HKDF-SHA256)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = nonce + _cipher(settings.SECRET_KEY, purpose).encrypt(nonce, text.encode(), None)
    return MARK + base64.b64encode(sealed).decode()


def decrypt(stored: str, purpose: str) -> str:
    """Return a secret in the clear, also one that was encrypted with a former SECRET_KEY. Raises OtherKeyError."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        text = _opened(stored, key, purpose)
        if text is not None:
            return text
    raise OtherKeyError


def with_newest_key(stored: str, purpose: str) -> str:
    """Return a stored secret encrypted with today's SECRET_KEY; unchanged where it is already, or cannot be opened."""
    if _opened(stored, settings.SECRET_KEY, purpose) is not None:
        return stored
    try:
        return encrypt(decrypt(stored, purpose), purpose)
    except OtherKeyError:
        return stored


def is_encrypted(stored: str) -> bool:
    return stored.startswith(MARK)


def _cipher(secret_key: str, purpose: str) -> AESGCM:
    info = f"portal {purpose}".encode()
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret_key.encode()))


def _opened(stored: str, secret_key: str, purpose: str) -> str | None:
    if not is_encrypted(stored):
        return None
    try:
        sealed = base64.b64decode(stored.removeprefix(MARK), validate=True)
        return _cipher(secret_key, purpose).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError):
        return None
