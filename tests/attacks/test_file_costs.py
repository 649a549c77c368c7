"""Attacks on the machine by uploaded files: what the worst of them cost, measured and printed.

`./test -s tests/attacks/test_file_costs.py` shows the figures; each check must stay within its limits of processor and
memory, or be refused as too complicated.
"""

import io
import random
import time

import pikepdf
import pytest
from PIL import Image

from common.file_checks import apart
from common.file_checks.findings import Refused
from tests.common.files import X, excel, pdf, picture, word

PICTURE = {"seconds": apart.PICTURE_SECONDS, "memory": apart.PICTURE_MEMORY}
MANY = 100_000


def photograph(**settings):
    noise = Image.effect_noise((2016, 1512), 40).convert("RGB").resize((8064, 6048))
    out = io.BytesIO()
    noise.save(out, **settings)
    return out.getvalue()


def links(file):
    for page in file.pages:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org"))
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=action)
        page.obj.Annots = pikepdf.Array([file.make_indirect(link) for _number in range(10)])


def wide():
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><f>A{n}*2</f></c></row>' for n in range(1, 20_000)
    )
    return excel(f"<worksheet {X}><sheetData>{cells}</sheetData></worksheet>")


def crafted(each, number=20_000, after=""):
    """Return a Word file of many pieces, no two alike, so that it is not told by how far it unpacks."""
    ids = random.Random(1)
    return word("".join(each.format(f"{ids.getrandbits(64):x}") for _piece in range(number)) + after * number)


BEGIN = '<w:p w:id="{}"><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'


# What each may end in: kept, or refused as too complicated or damaged.
WORST = {
    "photograph of 48 megapixels": ("pictures", lambda: photograph(format="JPEG", quality=90), {"kept"}),
    "the same, progressive": ("pictures", lambda: photograph(format="JPEG", quality=90, progressive=True), {"kept"}),
    "48 megapixels, see-through": ("pictures", lambda: picture("RGBA", (8064, 6048)), {"kept"}),
    "2,000 pages with 20,000 links": ("portable", lambda: pdf(2000, links), {"kept", "too_much"}),
    "300 pages with 3,000 links": ("portable", lambda: pdf(300, links), {"kept"}),
    "a Word file of 100,000 paragraphs": (
        "office",
        lambda: crafted("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", MANY),
        {"kept", "too_much"},
    ),
    "a Word file of 100,000 open brackets": ("office", lambda: crafted('<w:p a="{}" ', MANY), {"office_damaged"}),
    "a Word file 20,000 deep": ("office", lambda: crafted('<w:p a="{}">', after="</w:p>"), {"office_damaged"}),
    "a Word file of 20,000 open fields": ("office", lambda: crafted(BEGIN), {"word_field", "too_much"}),
    "a workbook of 40,000 cells": ("office", wide, {"kept"}),
}  # fmt: skip


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_stay_within_their_limits(name, capsys):
    module, make, allowed = WORST[name]
    data = make()
    limits = PICTURE if module == "pictures" else {"seconds": apart.SECONDS, "memory": apart.MEMORY}
    began = time.monotonic()
    try:
        _sound, cost = apart.check_apart(module, data, **limits)
        end, used = "kept", f"{cost.seconds:.1f} s of processor, {cost.memory / 1e6:.0f} MB"
        assert cost.seconds <= limits["seconds"] + 0.5  # the kernel counts in ticks
        assert cost.memory <= limits["memory"] + 40_000_000  # and not the program itself
    except Refused as refused:
        end, used = refused.findings[0].code, ""
    passed = time.monotonic() - began
    print(f"{name}: {len(data) / 1e6:.1f} MB, {end}, {used} ({passed:.1f} s on this machine now)")
    assert end in allowed
    assert passed < apart.PATIENCE + 2
