"""Pictures: nothing but the picture is kept, and what telephones and cameras give is taken."""

import io

import pillow_heif
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from common.documents.kinds import KINDS, examine
from common.errors import DomainError
from common.file_checks import pictures
from common.file_checks.findings import Refused
from tests.common.files import photograph, picture

MODES = [(mode, "PNG") for mode in ("RGB", "RGBA", "P", "L", "1", "I;16", "LA")]
MODES += [(mode, "JPEG") for mode in ("RGB", "L", "CMYK")]


def check_picture(data):
    return examine(data, "a")[1:]


def opened(data):
    return Image.open(io.BytesIO(data))


def refusal(data):
    with pytest.raises(DomainError) as refused:
        check_picture(data)
    return str(refused.value.message)


@pytest.mark.parametrize(("mode", "kind"), MODES)
def test_pictures_of_every_sort_are_kept(mode, kind):
    data, pages = check_picture(picture(mode, kind=kind))
    with opened(data) as kept:
        assert (kept.format, kept.size, pages) == (kind, (40, 20), None)


def test_position_and_telephone_are_taken_out_and_the_picture_is_upright():
    before = photograph()
    with opened(before) as taken:
        assert taken.getexif().get_ifd(0x8825)
    data, _pages = check_picture(before)
    with opened(data) as kept:
        assert not kept.getexif()
        assert kept.size == (20, 40)
    assert not any(mark in data for mark in (b"Exif", b"Telephone", b"Elm Lane", b"GPS"))


def heic():
    """A picture as telephones send it, with its position."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone of A. Parent"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 12.0, 30.0)})
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(out, exif=exif.tobytes())
    return out.getvalue()


def test_a_heic_becomes_a_jpeg_without_its_position():
    before = heic()
    assert b"Telephone" in before
    kind, data, _pages = examine(before, "IMG_0012.HEIC")
    assert kind is KINDS["jpg"]
    with opened(data) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (64, 48), {})
        assert kept.getpixel((30, 20))[0] > 240
    assert b"Telephone" not in data


def test_a_picture_of_two_lenses_is_kept_as_one_jpeg():
    out = io.BytesIO()
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (40, 20), "blue")
    first.save(out, "MPO", save_all=True, append_images=[second])
    with opened(out.getvalue()) as taken:
        assert taken.format == "MPO"
    with opened(check_picture(out.getvalue())[0]) as kept:
        assert (kept.format, getattr(kept, "n_frames", 1)) == ("JPEG", 1)


def test_a_photograph_of_48_megapixels_is_made_smaller():
    data, _pages = check_picture(picture(size=(8064, 6048), kind="JPEG"))
    with opened(data) as kept:
        assert kept.size == (4032, 3024)


def test_one_of_15_megapixels_is_fitted_and_a_see_through_one_stays_see_through():
    data, _pages = check_picture(picture("RGBA", (5000, 3000)))
    with opened(data) as kept:
        assert kept.size == (4472, 2683)
        assert kept.mode == "RGBA"


def test_a_larger_one_is_refused():
    words = "This picture is too large. It can have 50 million pixels (50 megapixels) at most."
    assert refusal(picture("1", size=(9000, 6000))) == words
    assert refusal(picture("1", size=(20_000, 20_000))) == words


def test_text_in_a_png_is_taken_out():
    out, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", "24 Elm Lane")
    info.add_itxt("XML:com.adobe.xmp", "<x>24 Elm Lane</x>")
    Image.new("RGB", (9, 9)).save(out, "PNG", pnginfo=info)
    assert b"Elm Lane" not in check_picture(out.getvalue())[0]


def test_data_after_a_picture_is_removed():
    assert b"<script>" not in check_picture(picture() + b"<script>alert(1)</script>")[0]


def test_transparency_is_kept():
    out = io.BytesIO()
    Image.new("P", (9, 9), 0).save(out, "PNG", transparency=0)
    with opened(check_picture(out.getvalue())[0]) as kept:
        assert kept.getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("data", [picture()[:20], heic()[:200], photograph()[:300]])
def test_a_broken_picture_is_refused(data):
    assert refusal(data) == "This picture is damaged and cannot be read. Choose another copy of it."


def test_the_check_itself_refuses_without_a_process():
    with pytest.raises(Refused):
        pictures.check(b"\x89PNG\r\n\x1a\n", {})
