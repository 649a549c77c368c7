"""The secret of an issue, in a form that can be written down and read out on the phone."""

import hashlib

from common.references import typed_code

# Crockford's base 32: no letter that looks like a number.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LOOK_ALIKES = str.maketrans("oil", "011")
LETTERS, GROUP = 20, 4


def readable(secret):
    """Return a secret as five groups of four letters and numbers: 100 bits of it, where 80 are asked for."""
    number = int.from_bytes(hashlib.sha256(secret.encode()).digest())
    return _in_groups("".join(ALPHABET[number >> 5 * place & 31] for place in range(LETTERS)))


def tidied(typed):
    """Return what somebody typed as `readable` writes it: capitals, spaces, dashes and look-alikes do not matter."""
    return _in_groups("".join(letter for letter in typed_code(typed).translate(LOOK_ALIKES) if letter in ALPHABET))


def _in_groups(letters):
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
