"""The scan of a letter, as an agency would have sent it."""

import io

from PIL import Image, ImageDraw, ImageFont

A4_AT_150_DPI = (1240, 1754)
LINE_HEIGHT = 52
LETTERS_A_LINE = 62


def scan_of(paragraphs):
    """Return a PNG that shows the paragraphs of a letter."""
    page = Image.new("L", A4_AT_150_DPI, 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=32)
    height = 160
    for paragraph in paragraphs:
        for line in _lines(paragraph):
            draw.text((120, height), line, fill=30, font=font)
            height += LINE_HEIGHT
        height += LINE_HEIGHT
    file = io.BytesIO()
    page.save(file, "PNG", optimize=True)
    return file.getvalue()


def _lines(paragraph):
    line = ""
    for word in paragraph.split():
        if len(line) + len(word) > LETTERS_A_LINE:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line
