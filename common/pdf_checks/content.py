"""The content of the pages: what is drawn, links, and typefaces."""

import io

import pikepdf
from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name

from common.pdf.fixup import PRINT, is_reference, kids

DRAWING = frozenset({"Tj", "TJ", "'", '"', "Do", "sh", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "EI"})


def check_content(opened):
    """01: whatever is drawn belongs to a tag or is an artifact."""
    for number, page in enumerate(opened.pdf.pages, 1):
        kept = opened.live.get(page.objgen, set())
        marks = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                marks.append(_is_accounted(operands, kept))
            elif name == "EMC" and marks:
                marks.pop()
            elif name in DRAWING and not any(marks):
                yield f"01 content without a tag, page {number}"
                break


def _is_accounted(operands, kept):
    """Say whether a mark makes an artifact or has an element of the tree."""
    if operands[0] == Name.Artifact:
        return True
    properties = operands[1] if len(operands) > 1 else None
    return isinstance(properties, Dictionary) and int(properties.get("/MCID", -1)) in kept


def check_links(opened):
    """28: each link is tagged, named and printed."""
    for number, page in enumerate(opened.pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            if not str(annotation.get("/Contents", "")).strip():
                yield f"28 link without a name, page {number}"
            if not int(annotation.get("/F", 0)) & PRINT:
                yield f"28 annotation that is not printed, page {number}"
            if "/StructParent" not in annotation:
                yield f"28 annotation without a tag, page {number}"
    for element, _path in opened.elements:
        has_link = any(is_reference(kid) and kid.Obj.get("/Subtype") == Name.Link for kid in kids(element))
        if has_link != (str(element.S) == "/Link"):
            yield "28 link without a link tag" if has_link else "28 link tag without a link"


def check_fonts(opened):
    """10, 31: every font is in the file, its text can be read out, and no character is an empty box."""
    for name, font, codes in _fonts(opened.pdf):
        described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        program = described.get("/FontDescriptor", {})
        if "/ToUnicode" not in font:
            yield f"10 font {name} cannot be read out"
        if not any(key in program for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"31 font {name} is not in the file"
        elif (
            "/DescendantFonts" in font
            and "/FontFile2" in program
            and _has_empty_boxes(program.FontFile2.read_bytes(), codes)
        ):
            yield f"31 font {name} lacks a character that is used"


def _fonts(pdf):
    """Return name, font and the codes used of each font that text is written in."""
    used = {}
    for page in pdf.pages:
        _collect(page, page.get("/Resources", {}), used, set())
    return [(name, font, codes) for name, font, codes in used.values()]


def _collect(stream, resources, used, seen):
    """Add the codes that a page, or a drawing placed on it, writes in each font."""
    font = None
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        if name == "Tf":
            found = resources.Font[operands[0]]
            font = used.setdefault(found.objgen, (str(operands[0]), found, set()))[2]
        elif name in {"Tj", "TJ"}:
            parts = operands[0] if isinstance(operands[0], Array) else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    data = bytes(part)
                    font.update(data[place] << 8 | data[place + 1] for place in range(0, len(data) - 1, 2))
        elif name == "Do":
            drawing = resources.XObject[operands[0]]
            if drawing.get("/Subtype") == Name.Form and drawing.objgen not in seen:
                seen.add(drawing.objgen)
                _collect(drawing, drawing.get("/Resources", resources), used, seen)


def _has_empty_boxes(program, codes):
    """Say whether a code is glyph 0, or one that the font in the file does not have."""
    try:
        count = TTFont(io.BytesIO(program), lazy=True)["maxp"].numGlyphs
    except (TTLibError, KeyError):
        return True
    return any(code == 0 or code >= count for code in codes)
