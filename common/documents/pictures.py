"""Pictures: decoded and written anew, so that nothing but the picture is kept.

A photograph carries where and when it was taken, and by whose telephone; a family would publish its address with it.
"""

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from common.errors import DomainError

MOST_PIXELS = 40_000_000


def check(data):
    """Return the bytes of a PNG or JPEG without position, text or thumbnails; raises DomainError if it is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise DomainError(_too_large())
                return _written_anew(picture), None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DomainError(_too_large()) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise DomainError(_("This picture is damaged and cannot be read. Save it again.")) from error


def _too_large():
    return _("This picture is too large. It can have 40 million pixels (40 megapixels) at most.")


def _written_anew(picture):
    """Return the picture as it is seen, turned upright, with its colours and nothing else."""
    upright = ImageOps.exif_transpose(picture)
    settings = {"quality": 90, "optimize": True} if picture.format == "JPEG" else {"optimize": True}
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
    elif upright.mode == "P":
        upright = upright.convert("RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = io.BytesIO()
    bare.save(out, picture.format, icc_profile=upright.info.get("icc_profile"), **settings)
    return out.getvalue()
