"""Lay a template out as an accessible PDF that is the same, byte for byte, each time it is asked for."""

import contextlib
import dataclasses
import datetime as dt
import hashlib
import io
import warnings

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from common import clock
from common.pdf import fixup, tree
from common.pdf.text import readable

MISSING = ""
try:
    # Without its libraries the engine prints a page of advice for its own users and raises OSError.
    with contextlib.redirect_stdout(io.StringIO()):
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError

        from common.pdf.fetcher import AssetFetcher
except OSError as error:
    weasyprint, MISSING = None, str(error)


class PdfUnavailable(Exception):
    """This machine cannot write PDFs; the message says what to install."""


@dataclasses.dataclass(frozen=True)
class About:
    """What a template in `templates/pdf/` finds under the name `pdf`."""

    title: str
    identifier: str
    language: str
    is_large_print: bool
    on: dt.date | None


def render_pdf(template, context, *, title, identifier, large_print=False, language="en-GB", now=None):
    """Return a template as PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1), tagged and deterministic.

    The same template, context and arguments give the same bytes: no clock is read, and the file carries a date only
    where `now` gives one, and of it only the day in London. `large_print` sets 18 point and stacks wide tables.
    Raises PdfUnavailable where the engine's libraries or our own assets are not installed.
    """
    if weasyprint is None:
        raise PdfUnavailable(
            _("PDFs need Pango and HarfBuzz: install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0. %s")
            % MISSING,
        )
    on = clock.london(now).date() if now else None
    about = About(readable(title), identifier, language, large_print, on)
    with translation.override(language.lower()):
        markup = render_to_string(template, {**context, "pdf": about})
        page = weasyprint.HTML(string=markup, base_url="asset:", url_fetcher=AssetFetcher())
        links = tree.prepare(page.etree_element, is_large_print=large_print)
    return fixup.fix(_write(page, identifier), links)


def _write(page, identifier):
    """Return the engine's own file; the identifier stands in it instead of a random one."""
    key = hashlib.sha256(identifier.encode()).hexdigest()[:32].encode()
    try:
        with warnings.catch_warnings():
            # The engine leaves the file of its colour profile for the garbage collector to close.
            warnings.simplefilter("ignore", ResourceWarning)
            return page.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=key, optimize_images=True, dpi=200)
    except FatalURLFetchingError as error:
        raise PdfUnavailable(_("A file that every PDF needs is missing: %s") % error) from error
