"""What leaves the paper: a word or a table that is wider than its page is cut off when it is printed."""

import contextlib

import pypdfium2

SLACK = 1  # point: letters lean over their own edge
SHOWN = 40


def check_edges(opened):
    """Every text lies on its page."""
    with contextlib.closing(pypdfium2.PdfDocument(opened.source)) as document:
        for number in range(len(document)):
            if text := _first_outside(document[number]):
                yield f"text that leaves page {number + 1}: {text}"


def _first_outside(page):
    left, bottom, right, top = page.get_mediabox()
    texts = page.get_textpage()
    for place in range(texts.count_rects()):
        x, y, to_x, to_y = texts.get_rect(place)
        if x < left - SLACK or y < bottom - SLACK or to_x > right + SLACK or to_y > top + SLACK:
            return texts.get_text_bounded(x, y, to_x, to_y)[:SHOWN]
    return ""
