"""Pictures: decoded and written anew, so that nothing but the picture is kept.

A photograph carries where and when it was taken, and by whose telephone; a family would publish its address with it.
"""

import io
import math
import struct
import warnings

import pillow_heif
from PIL import Image, ImageOps

from common.file_checks.findings import Finding, Refused, Sound
from common.file_checks.process import answer

MOST_PIXELS = 50_500_000  # telephones that say 50 megapixels mean up to this
STORED_PIXELS = 12_000_000  # a quarter of what the largest telephones give; prints sharp on A3
STRIP = 512  # rows; even, so that halves fit
FORMATS = ("PNG", "JPEG", "HEIF")
# What reading a damaged note of a camera was seen to raise, and their cousins.
DAMAGED_NOTE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    struct.error,
)

pillow_heif.register_heif_opener(thumbnails=False)
pillow_heif.options.DECODE_THREADS = 1


def check(data, _asked):
    """Return a PNG or JPEG without position, text or thumbnails, made smaller where it is large; a HEIC as JPEG."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Refused(Finding("picture_large"))
                kind = "PNG" if picture.format == "PNG" else "JPEG"  # MPO, of two lenses, is a JPEG too
                return Sound(_written_anew(picture, kind), "png" if kind == "PNG" else "jpg")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Finding("picture_large")) from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:  # the last from a HEIC
        raise Refused(Finding("picture_damaged")) from error


def _written_anew(picture, kind):
    """Return the picture as it is seen, turned upright, with its colours and nothing else."""
    size = _stored_size(picture)
    picture.draft(None, size)  # a JPEG is decoded at half or a quarter, which saves its time and memory
    profile = picture.info.get("icc_profile")
    seen = _plain_mode(picture, kind)
    if seen.size != size:
        seen = _smaller(seen, size)
    seen = _upright(seen)
    seen.info = {}  # a comment would be written again from here
    out = io.BytesIO()
    settings = {"quality": 90, "optimize": True} if kind == "JPEG" else {}
    seen.save(out, kind, icc_profile=profile, exif=b"", **settings)
    return out.getvalue()


def _upright(picture):
    """Return the picture turned as its camera says; as it is where that note is damaged."""
    try:
        return ImageOps.exif_transpose(picture)
    except DAMAGED_NOTE:
        return picture


def _stored_size(picture):
    """A picture of more than twice what is stored is halved both ways, which is quick; one between is fitted."""
    factor = math.sqrt(STORED_PIXELS / (picture.width * picture.height))
    if factor >= 1:
        return picture.size
    if factor < math.sqrt(1 / 2):
        return _half(picture)
    return max(1, round(picture.width * factor)), max(1, round(picture.height * factor))


def _half(picture):
    return (picture.width + 1) // 2, (picture.height + 1) // 2


def _smaller(picture, size):
    """Return a smaller picture."""
    if size != _half(picture):
        return picture.resize(size, Image.Resampling.BICUBIC)
    half = Image.new(picture.mode, size)
    for top in range(0, picture.height, STRIP):  # a whole see-through picture would be copied first
        strip = picture.crop((0, top, picture.width, min(top + STRIP, picture.height)))
        half.paste(strip.reduce(2), (0, top // 2))
    return half


def _plain_mode(picture, kind):
    """Return the picture in a mode that can be written and made smaller."""
    picture.load()
    if kind == "JPEG":
        return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return picture.convert("RGB") if picture.mode == "P" else picture


if __name__ == "__main__":
    answer(check)
