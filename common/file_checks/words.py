"""The words that a reader of a file finds in it, so that they can be looked through like words typed in a form.

It is given files that were checked before; what cannot be read is Refused.
"""

import contextlib
import datetime as dt
import io
import itertools
from collections.abc import Iterator

import openpyxl
import pypdfium2
from pypdfium2.raw import (
    FPDF_ANNOT_LINK,
    FPDF_ANNOT_POPUP,
    FPDF_PAGEOBJ_IMAGE,
    FPDFAnnot_GetSubtype,
    FPDFPage_CloseAnnot,
    FPDFPage_GetAnnot,
    FPDFPage_GetAnnotCount,
)

from common.file_checks.findings import MOST_LETTERS, PARTLY, Finding, Refused, Sound
from common.file_checks.office_package import Package
from common.file_checks.process import answer

EXCEL, PDF = "xlsx", "pdf"
MEDIA = ("word/media/", "ppt/media/", "xl/media/")
PARTS = {
    "docx": ("word/",),
    "pptx": ("ppt/slides/", "ppt/diagrams/", "ppt/charts/"),
    EXCEL: ("xl/drawings/", "xl/charts/"),
}
LEADING_ON = {FPDF_ANNOT_LINK, FPDF_ANNOT_POPUP}  # of what lies on a page, what says nothing itself
BROKEN = "\ufffe"  # what pdfium gives where a word is broken at the end of a line
PARAGRAPH, WRITTEN = "{*}p", "{*}t"


def check(data: bytes, asked: dict) -> Sound:
    """Return the words of a file of the kind that is asked for, as UTF-8; Refused where there are too many to read.

    The key says whether there are pictures too, or notes and filled-in boxes, whose words nobody has read.
    """
    key = asked["key"]
    try:
        text = "\n".join(_first(_lines(data, key)))
        is_all = not (_is_drawn_on(data) if key == PDF else _has_pictures(data))
    except Refused:
        raise
    except Exception as error:  # any library may stumble over a file: then its words are not known
        raise Refused(Finding("words_unread")) from error
    return Sound(text.encode(errors="replace"), "txt" if is_all else PARTLY)


def _lines(data: bytes, key: str) -> Iterator[str]:
    if key == PDF:
        return _of_pdf(data)
    of_package = _of_package(data, PARTS[key])
    return itertools.chain(_of_tables(data), of_package) if key == EXCEL else of_package


def _first(lines: Iterator[str]) -> Iterator[str]:
    letters = 0
    for line in lines:
        letters += len(line)
        if letters > MOST_LETTERS:
            raise Refused(Finding("words_too_many"))
        yield line


def _of_pdf(data: bytes) -> Iterator[str]:
    with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            with contextlib.closing(page.get_textpage()) as words:
                yield words.get_text_range().replace(BROKEN, "")


def _has_pictures(data: bytes) -> bool:
    return any(name.startswith(MEDIA) for name in Package(data).names)


def _is_drawn_on(data: bytes) -> bool:
    """Say whether a page holds a picture, or something that was laid on it: a note, a box that was filled in."""
    with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        return any(_holds_a_picture(page) or _is_laid_on(page) for page in document)


def _holds_a_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None


def _is_laid_on(page: pypdfium2.PdfPage) -> bool:
    for number in range(FPDFPage_GetAnnotCount(page)):
        thing = FPDFPage_GetAnnot(page, number)
        kind = FPDFAnnot_GetSubtype(thing)
        FPDFPage_CloseAnnot(thing)
        if kind not in LEADING_ON:
            return True
    return False


def _of_package(data: bytes, folders: tuple[str, ...]) -> Iterator[str]:
    package = Package(data)
    for name in package.names:
        if name.startswith(folders) and package.is_xml(name) and not name.endswith(".rels"):
            for paragraph in package.tree(name).iter(PARAGRAPH):
                yield "".join(part.text or "" for part in paragraph.iter(WRITTEN))


def _of_tables(data: bytes) -> Iterator[str]:
    """Yield each row of each sheet, its cells parted by commas, with dates as people write them."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield ", ".join(_of_cell(value) for value in row if value is not None)


def _of_cell(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


if __name__ == "__main__":
    answer(check)
