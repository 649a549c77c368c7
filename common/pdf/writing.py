"""Where the engine is: read when the first PDF is asked for, and by workers when they start.

It takes as long to read as all the rest of the portal, and a web server or a command that writes no PDF can do without.
"""

import contextlib
import hashlib
import io
import warnings

from django.utils.translation import gettext as _

from common.pdf import fixup, tree
from common.pdf.unavailable import PdfUnavailable

MISSING = ""
try:
    # Without its libraries the engine prints a page of advice for its own users and raises OSError.
    with contextlib.redirect_stdout(io.StringIO()):
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError

        from common.pdf.fetcher import AssetFetcher
except OSError as error:
    weasyprint, MISSING = None, str(error)


def check_engine():
    """Raise PdfUnavailable where the engine's libraries are not installed."""
    if weasyprint is None:
        raise PdfUnavailable(
            _("PDFs need Pango and HarfBuzz: install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0. %s")
            % MISSING,
        )


def write(markup, identifier, *, is_large_print):
    """Return HTML as an accessible PDF: prepared before, mended after."""
    page = weasyprint.HTML(string=markup, base_url="asset:", url_fetcher=AssetFetcher())
    links = tree.prepare(page.etree_element, is_large_print=is_large_print)
    return fixup.fix(_draw(page, identifier), links)


def _draw(page, identifier):
    """Return the engine's own file; with the given identifier instead of a random one."""
    key = hashlib.sha256(identifier.encode()).hexdigest()[:32].encode()
    try:
        with warnings.catch_warnings():
            # The engine leaves the file of its colour profile for the garbage collector to close.
            warnings.simplefilter("ignore", ResourceWarning)
            return page.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=key, optimize_images=True, dpi=200)
    except FatalURLFetchingError as error:
        raise PdfUnavailable(_("A file that every PDF needs is missing: %s") % error) from error
