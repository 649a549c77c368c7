"""PDF files: opened, counted, and refused where they would run something."""

import io

import pikepdf
from django.utils.translation import gettext as _

from common.errors import DomainError

MOST_PAGES = 2000
RUNNING = {"/JavaScript", "/Launch"}


def check(data):
    """Return the bytes and the pages of a PDF; raises DomainError if it is locked, broken, endless or has a script."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            if any(_runs(thing) for thing in pdf.objects):
                raise DomainError(_("This PDF has a script in it. Save it as a plain PDF and choose the new file."))
    except pikepdf.PasswordError as error:
        raise DomainError(_("This PDF is locked with a password. Save it without one.")) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise DomainError(_("This PDF is damaged and cannot be read. Save it again.")) from error
    if not 0 < pages <= MOST_PAGES:
        raise DomainError(_("A PDF can have from 1 to %d pages.") % MOST_PAGES)
    return data, pages


def _runs(thing):
    """Say whether one object of the file is an action that runs something."""
    if isinstance(thing, pikepdf.Stream):
        return False
    return isinstance(thing, pikepdf.Dictionary) and (_is_action(thing) or any(map(_is_action, _below(thing))))


def _below(dictionary):
    """Return the dictionaries that stand directly in another one: actions are seldom objects of their own."""
    return [value for value in dictionary.as_dict().values() if isinstance(value, pikepdf.Dictionary)]


def _is_action(dictionary):
    kind = dictionary.get("/S")
    return isinstance(kind, pikepdf.Name) and str(kind) in RUNNING
