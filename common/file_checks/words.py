"""The words that a reader of a file finds in it, so that they can be looked through like words typed in a form.

It is given files that were checked before; what cannot be read is Refused.
"""

import contextlib
import datetime as dt
import io
from collections.abc import Iterator

import openpyxl
import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from common.file_checks.findings import Finding, Refused, Sound
from common.file_checks.office_package import Package
from common.file_checks.process import answer

MOST_LETTERS = 100_000
EXCEL, PDF = "xlsx", "pdf"
PARTLY = "partly"  # the key of what has pictures beside its words
MEDIA = ("word/media/", "ppt/media/", "xl/media/")
PARTS = {"docx": "word/", "pptx": "ppt/slides/"}
PARAGRAPH, WRITTEN = "{*}p", "{*}t"


def check(data: bytes, asked: dict) -> Sound:
    """Return the words of a file of the kind that is asked for, as UTF-8; Refused where there are too many to read.

    The key says whether there are pictures too, whose words nobody has read.
    """
    try:
        lines = _lines(data, asked["key"])
        text = "\n".join(_first(lines))
    except Refused:
        raise
    except Exception as error:  # any library may stumble over a file: then its words are not known
        raise Refused(Finding("words_unread")) from error
    return Sound(text.encode(errors="replace"), PARTLY if _has_pictures(data, asked["key"]) else "txt")


def _lines(data: bytes, key: str) -> Iterator[str]:
    if key == PDF:
        return _of_pdf(data)
    return _of_tables(data) if key == EXCEL else _of_package(data, PARTS[key])


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
                yield words.get_text_range()


def _has_pictures(data: bytes, key: str) -> bool:
    if key != PDF:
        return any(name.startswith(MEDIA) for name in Package(data).names)
    with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        pictures = [FPDF_PAGEOBJ_IMAGE]
        return any(next(page.get_objects(filter=pictures), None) is not None for page in document)


def _of_package(data: bytes, folder: str) -> Iterator[str]:
    package = Package(data)
    for name in package.names:
        if name.startswith(folder) and package.is_xml(name) and not name.endswith(".rels"):
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
