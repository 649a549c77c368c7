"""Names that are safe to show, to store and to send."""

import mimetypes
import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 100
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
EXTENSION = re.compile(r"(?<=.)\.([A-Za-z0-9]{1,5})$")
# "Minutes 09.02.27" and "Letter to Dr.Smith" end in nothing that says what they are: an ending is one of these.
OFFICE = "docx dotx docm dotm xlsx xltx xlsm xltm xlsb pptx potx ppsx pptm odt ods odp rtf txt csv pages key"
OTHERS = "jfif pjpeg pjp heic heif webp avif eml emlx msg zip 7z rar iso exe com scr lnk bat cmd vbs ps1 msi jar js"
ENDINGS = frozenset(ending[1:] for ending in mimetypes.MimeTypes(()).types_map[True]) | {
    *OFFICE.split(),
    *OTHERS.split(),
}


def clean_name(name, extension):
    """Return a display name of at most 100 characters that ends in `extension`.

    No part of a path, no control character and no direction mark is left: a right-to-left override would let
    "reportfdp.exe" read as "reportexe.pdf".
    """
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    tidy = " ".join(NOT_IN_NAMES.sub(" ", shown).split()).strip(". ")
    ending = extension_of(tidy)
    stem = (tidy[: -len(ending) - 1] if ending else tidy).strip(". ") or _("document")
    return f"{stem[: LONGEST - len(extension) - 1].rstrip('. ')}.{extension}"


def extension_of(name):
    """Return how the name of a file ends, in small letters and without the full stop, or nothing."""
    found = EXTENSION.search(str(name).strip())
    return found[1].lower() if found and found[1].lower() in ENDINGS else ""
