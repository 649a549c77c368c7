"""PDF files: every object is looked at, what would run or hide something is refused, metadata is taken out.

ISO 32000-1, 12.6 (actions), 7.11 (files), 12.7.8 (XFA), 13 (multimedia), 14.3 (metadata).
"""

import io

import pikepdf

from common.file_checks.findings import Finding, Refused, Sound
from common.file_checks.pdf_dangers import danger_of
from common.file_checks.pdf_metadata import take_out_metadata
from common.file_checks.pdf_walk import walk
from common.file_checks.process import answer

MOST_PAGES = 2000
MOST_FINDINGS = 5
# The library raises the first three; the others come of an object that is a number where it has to be a dictionary.
DAMAGED = (pikepdf.PdfError, RuntimeError, ValueError, AttributeError, TypeError, LookupError)


def check(data, _asked):
    """Return a PDF without its metadata and earlier versions; raises Refused where it is locked, broken or unsafe."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            if not 0 < pages <= MOST_PAGES:
                raise Refused(Finding("pdf_pages", name=str(MOST_PAGES)))
            findings = _findings(pdf)
            if findings:
                raise Refused(*findings)
            take_out_metadata(pdf)
            return Sound(_written(pdf), "pdf", pages)
    except pikepdf.PasswordError as error:
        raise Refused(Finding("pdf_locked")) from error
    except DAMAGED as error:
        raise Refused(Finding("pdf_damaged")) from error


def _findings(pdf):
    """Return the first few dangers, each once a place."""
    found = {}
    for thing, place in walk(pdf):
        code = danger_of(thing)
        if code:
            found[code, place] = Finding(code, *place)
        if len(found) == MOST_FINDINGS:
            break
    return list(found.values())


def _written(pdf):
    """Return the file written anew: objects that nothing leads to, among them earlier versions, are left behind."""
    out = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


if __name__ == "__main__":
    answer(check)
