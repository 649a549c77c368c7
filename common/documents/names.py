"""Names that are safe to show, to store and to send."""

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 100
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
EXTENSION = re.compile(r"(?<=.)\.([A-Za-z0-9]{1,5})$")


def clean_name(name, extension):
    """Return a display name of at most 100 characters that ends in `extension`.

    No part of a path, no control character and no direction mark is left: a right-to-left override would let
    "reportfdp.exe" read as "reportexe.pdf".
    """
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    tidy = " ".join(NOT_IN_NAMES.sub(" ", shown).split()).strip(". ")
    stem = EXTENSION.sub("", tidy).strip(". ") or _("document")
    return f"{stem[: LONGEST - len(extension) - 1].rstrip('. ')}.{extension}"


def extension_of(name):
    """Return how the name of a file ends, in small letters and without the full stop, or nothing."""
    found = EXTENSION.search(str(name).strip())
    return found[1].lower() if found else ""
