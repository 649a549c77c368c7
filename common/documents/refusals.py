"""The words in which a file is refused: what was found, where, and what helps."""

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import DomainError

AGAIN = gettext_lazy("Print it to a new PDF and choose that file.")
# What is wrong with the whole file, and what helps.
WHOLE = {
    "too_much": gettext_lazy("This file is too complicated to check. Print it to a new PDF, in parts if it is long."),
    "picture_large": gettext_lazy("This picture is too large. It can have 50 million pixels (50 megapixels) at most."),
    "picture_damaged": gettext_lazy("This picture is damaged and cannot be read. Choose another copy of it."),
    "pdf_locked": gettext_lazy("This PDF is locked with a password. Save it without one."),
    "pdf_damaged": gettext_lazy("This PDF is damaged and cannot be read. Choose another copy of it."),
    "pdf_pages": gettext_lazy("A PDF can have from 1 to %(name)s pages."),
}
# What a PDF holds beside its pages.
IN_PDF = {
    "pdf_script": gettext_lazy("a script"),
    "pdf_launch": gettext_lazy("a command that starts a program"),
    "pdf_attachment": gettext_lazy("an attached file"),
    "pdf_other_file": gettext_lazy("a link to another file"),
    "pdf_import": gettext_lazy("a command that fetches data"),
    "pdf_submit": gettext_lazy("a button that sends what is filled in"),
    "pdf_media": gettext_lazy("a film, a sound or a 3D model"),
    "pdf_xfa": gettext_lazy("a form of the kind called XFA"),
    "pdf_link": gettext_lazy("a link that is not to a web page, an e-mail address or a telephone number"),
}
PLACES = {
    "page": gettext_lazy("on page %(number)s"),
    "opening": gettext_lazy("where it opens"),
    "names": gettext_lazy("in its list of names"),
    "bookmarks": gettext_lazy("in its bookmarks"),
    "form": gettext_lazy("in its form fields"),
    "document": gettext_lazy("outside its pages"),
}


def refusal_of(findings):
    """Return the error that says what was found in a file."""
    first = findings[0]
    if first.code in WHOLE:
        return DomainError(WHOLE[first.code] % {"name": first.name})
    found = "; ".join(_found_in_pdf(finding) for finding in findings)
    return DomainError(format_lazy("{what} {help}", what=_("This PDF has in it: %s.") % found, help=AGAIN))


def _found_in_pdf(finding):
    place = PLACES[finding.place] % {"number": finding.name}
    return f"{IN_PDF[finding.code]} {place}"
