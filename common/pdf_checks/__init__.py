"""What must hold in every PDF we publish: what a machine can see of PDF/UA-1 and PDF/A-3a, and rules of our own.

The numbers are those of the checkpoints of the Matterhorn protocol 1.1, by which PDF/UA-1 (ISO 14289-1) is tested.
A validator passes a table without a header cell and a figure called "image"; these checks do not. They need nothing but
pikepdf, fontTools and pypdfium2, so that they run wherever the portal does; they do not replace a validator.
"""

import collections
import io

import pikepdf

from common.pdf_checks import claims, content, edges, structure
from common.pdf_checks.opened import Opened

CHECKS = (
    claims.check_claims,
    claims.check_title,
    claims.check_language,
    claims.check_marked,
    structure.check_tags,
    structure.check_headings,
    claims.check_bookmarks,
    structure.check_figures,
    structure.check_tables,
    content.check_content,
    content.check_links,
    claims.check_scripts,
    content.check_fonts,
    edges.check_edges,
)


def check(source):
    """Return what is wrong with a PDF, given as a path or as bytes, in words; an empty list if nothing is."""
    try:
        pdf = pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        return [f"01 cannot be opened: {error}"]
    with pdf:
        opened = Opened(pdf, source)
        if not opened.elements:
            return ["01 has no tags"]
        found = [problem for test in CHECKS for problem in test(opened)]
    counted = collections.Counter(found)
    return [problem if times == 1 else f"{problem} (x{times})" for problem, times in counted.items()]


def summary(source):
    """Return in one line what a PDF holds."""
    with pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source) as pdf:
        opened = Opened(pdf, source)
        tags = collections.Counter(str(element.S)[1:] for element, _path in opened.elements)
        links = sum(len(page.get("/Annots", [])) for page in pdf.pages)
        return (
            f"{len(pdf.pages)} pages, {len(opened.headings)} headings, {tags['Table']} tables,"
            f" {tags['Figure']} figures, {links} links"
        )
