"""Lay a template out as an accessible PDF that is the same, byte for byte, each time it is asked for."""

import dataclasses
import datetime as dt
import importlib

from django.template.loader import render_to_string
from django.utils import translation

from common import clock
from common.pdf.text import readable

WRITING = "common.pdf.writing"  # by its name: see there


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
    writing = importlib.import_module(WRITING)
    writing.check_engine()
    on = clock.london(now).date() if now else None
    about = About(readable(title), identifier, language, large_print, on)
    with translation.override(language.lower()):
        markup = render_to_string(template, {**context, "pdf": about})
        return writing.write(markup, identifier, is_large_print=large_print)
