"""References that can be read out on the phone, and secrets that cannot be guessed."""

import hashlib
import secrets
import unicodedata

from django.db import connection

FIRST_NUMBER = 1001
SECRET_BYTES = 15
# One statement: it makes the row or locks it, so that no two transactions read the same number.
NEXT_NUMBER = """
    INSERT INTO common_referencecounter (prefix, last_number) VALUES (%s, %s)
    ON CONFLICT (prefix) DO UPDATE SET last_number = common_referencecounter.last_number + 1
    RETURNING last_number
"""


def next_reference(prefix):
    """Return the next reference of a kind, such as "PPS-1001"; no number is given twice.

    Runs in the caller's transaction, so that a refused submission gives its number back.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [prefix, FIRST_NUMBER])
        number = cursor.fetchone()[0]
    return f"{prefix}-{number}"


def new_secret():
    """Return a secret of 120 random bits, as text safe in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def typed_code(text):
    """Return a code, secret or reference somebody typed or pasted as its bare letters and numbers, in small letters.

    Capitals, full-width letters, numbers of another script, and every dash, space and mark, seen or not, do not matter.
    """
    letters = (letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in letters).lower()


def typed_reference(text, prefix=""):
    """Return a reference somebody typed as it is stored: "pps 1042" is PPS-1042; a bare number takes the prefix."""
    typed = typed_code(text)
    letters, digits = ("".join(filter(kind, typed)) for kind in (str.isalpha, str.isdecimal))
    return f"{letters.upper() or prefix}-{digits}"


def hash_secret(secret):
    """Return what is stored of a secret. A plain hash is enough: 120 random bits cannot be tried out."""
    return hashlib.sha256(secret.strip().encode()).hexdigest()


def secret_matches(secret, hashed):
    return bool(hashed) and secrets.compare_digest(hash_secret(secret), hashed)
