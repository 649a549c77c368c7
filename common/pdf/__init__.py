"""The one door to PDF: nothing else in the project imports the engine.

`engine` lays a template out, `writing` holds the engine itself and is read when it is needed, `fetcher` keeps
everything but our own assets away from it, `tree` prepares the page before the engine sees it, `text` replaces what
the type cannot show, and `fixup` turns the engine's file into one that keeps PDF/A-3a and PDF/UA-1.
"""

from common.pdf.engine import render_pdf
from common.pdf.text import readable
from common.pdf.unavailable import PdfUnavailable

__all__ = ["PdfUnavailable", "readable", "render_pdf"]
