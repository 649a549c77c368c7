"""The files of the project that a PDF may use, each by name; there are no others."""

import functools
import io
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import woff2

SCHEME = "asset:"
FONT = "fonts/atkinson-hyperlegible-next"
# A family in two files: the second holds the letters of Polish, Turkish, Romanian, Welsh and others.
FONTS = tuple(
    f"{FONT}-{letters}-{face}.woff2"
    for letters in ("latin", "latin-ext")
    for face in ("400-normal", "400-italic", "700-normal")
)
STYLES = ("pdf/fonts.css", "pdf/base.css", "pdf/parts.css", "pdf/large.css")
MEDIA_TYPES = {".css": "text/css", ".woff2": "font/ttf"}
NAMES = frozenset(FONTS + STYLES)


class AssetMissing(Exception):
    """A file of our own that every PDF needs is not there."""


@functools.cache
def read(name):
    """Return the bytes of one of `NAMES`; raises AssetMissing if the file is not installed.

    Type is unpacked once in the life of a process: the engine would do it for each PDF, and take longer over it than
    over a short paper itself.
    """
    path = finders.find(name) if name in NAMES else None
    if path is None:
        raise AssetMissing(name)
    data = Path(path).read_bytes()
    if name not in FONTS:
        return data
    unpacked = io.BytesIO()
    woff2.decompress(io.BytesIO(data), unpacked)
    return unpacked.getvalue()
