"""Sound files with some of their bytes changed: each check refuses or keeps them, and never crashes or hangs.

A thousand of each kind in every run, fifty times as many with `--full`.
"""

import io
import random
import signal
import zipfile

import pytest

from common.file_checks import office, pictures, portable
from common.file_checks.findings import Refused
from tests.common.file_checks.test_pictures import heic
from tests.common.files import excel, pdf, photograph, picture, slides, word

FEW, MANY = 1_000, 50_000
SECONDS = 20  # a guard against what hangs; the limits of processor and memory are tried by themselves
SOUND = {
    "pdf": (portable.check, pdf),
    "word": (office.check, word),
    "excel": (office.check, excel),
    "slides": (office.check, slides),
    "png": (pictures.check, picture),
    "jpeg": (pictures.check, lambda: picture(kind="JPEG")),
    "photograph": (pictures.check, photograph),
    "heic": (pictures.check, heic),
}
DIGITS = [b"0", b"-1", b"99999999999", b"4294967296"]


def change(data, lot):
    """Return the bytes with one to six places flipped, cut, doubled, filled or with another number."""
    data = bytearray(data)
    for _turn in range(lot.randint(1, 6)):
        at, length = lot.randrange(len(data) + 1), lot.choice([1, 1, 2, 8, 64])
        match lot.choice(["flip", "flip", "cut", "double", "fill", "number", "end"]):
            case "flip":
                data[at : at + 1] = bytes([lot.randrange(256)])
            case "cut":
                del data[at : at + length]
            case "double":
                data[at:at] = data[at : at + length]
            case "fill":
                data[at : at + length] = lot.choice([b"\0", b"\xff", b"<", b"("]) * length
            case "number":
                data[at : at + 1] = lot.choice(DIGITS)
            case "end":
                del data[max(at, len(data) // 2) :]
    return bytes(data)


def change_part(data, lot):
    """Return an archive with one of its parts changed, so that the archive itself is sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        chosen = lot.choice(archive.namelist())
        for name in archive.namelist():
            part = archive.read(name)
            changed.writestr(name, change(part, lot) if name == chosen else part)
    return out.getvalue()


def stop(*_signal):
    raise TimeoutError("the check hangs")


@pytest.fixture
def patience():
    before = signal.signal(signal.SIGALRM, stop)
    yield lambda: signal.alarm(SECONDS)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


# The library warns of what it leaves out of a damaged picture; here warnings are errors, in the portal they are not.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", SOUND)
def test_a_spoilt_file_is_refused_or_kept_and_ends_no_check(kind, patience, is_full):
    check, make = SOUND[kind]
    sound, lot, outcomes = make(), random.Random(kind), set()
    for _turn in range(MANY if is_full else FEW):
        is_archive = zipfile.is_zipfile(io.BytesIO(sound)) and lot.random() < 0.7
        spoilt = change_part(sound, lot) if is_archive else change(sound, lot)
        patience()
        try:
            check(spoilt, {"hidden": lot.choice(["refuse", "take_out", "leave"])})
            outcomes.add("kept")
        except (Refused, MemoryError, RecursionError):
            outcomes.add("refused")
    assert "refused" in outcomes
