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
    "email": gettext_lazy("This is an e-mail. Open it, print it to a PDF, and choose that file."),
    "office_old": gettext_lazy("This file is of an older kind of Office. Open it and save it as a PDF."),
    "office_other": gettext_lazy("This file is not of a kind that everybody can open. Open it and save it as a PDF."),
    "office_locked": gettext_lazy("This file is locked with a password. Save it without one."),
    "office_damaged": gettext_lazy("This file is damaged and cannot be read. Open it and save it again."),
    "office_bomb": gettext_lazy("This file unpacks to far more than it should. Save it as a PDF."),
    "office_macros": gettext_lazy("This file has macros or programs in it. Save it without them, or as a PDF."),
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


# What an Office file holds that its reader does not see.
IN_OFFICE = {
    "office_tracked": gettext_lazy("tracked changes"),
    "office_comments": gettext_lazy("comments"),
    "office_embedded": gettext_lazy("another file inside it"),
    "office_elsewhere": gettext_lazy("something that is fetched from elsewhere"),
    "office_media": gettext_lazy("a film or a sound"),
    "office_shape": gettext_lazy("a hidden picture or text box"),
    "office_alternative": gettext_lazy("words that only some programs show"),
    "office_pivot": gettext_lazy("a pivot table, which keeps a copy of its data"),
    "office_unknown": gettext_lazy("a part that cannot be checked (%(name)s)"),
    "word_hidden": gettext_lazy("hidden text"),
    "word_field": gettext_lazy("a field that fetches something"),
    "sheet_hidden": gettext_lazy("sheet ‘%(name)s’ is hidden"),
    "rows_hidden": gettext_lazy("sheet ‘%(name)s’ has hidden rows"),
    "columns_hidden": gettext_lazy("sheet ‘%(name)s’ has hidden columns"),
    "values_hidden": gettext_lazy("sheet ‘%(name)s’ has cells that show nothing"),
    "names_hidden": gettext_lazy("hidden names"),
    "sheet_fetch": gettext_lazy("a formula that asks another program or the internet"),
    "slide_hidden": gettext_lazy("slide %(name)s is hidden"),
    "slide_notes": gettext_lazy("notes"),
    "slide_action": gettext_lazy("a link that starts something"),
}
IN_PARTS = {
    "text": gettext_lazy("in the text"),
    "header": gettext_lazy("in a header"),
    "footer": gettext_lazy("in a footer"),
    "footnotes": gettext_lazy("in the footnotes"),
    "endnotes": gettext_lazy("in the endnotes"),
    "sheet": gettext_lazy("on sheet ‘%(name)s’"),
    "slide": gettext_lazy("on slide %(name)s"),
}
NEEDS_PDF = {"email", "office_old", "office_other"}


def refusal_of(findings, allow):
    """Return the error that says what was found in a file, or None where there is nothing better to say than its kind.

    `allow` holds the kinds that may be chosen: nobody is asked for a PDF where none is taken.
    """
    first = findings[0]
    if first.code == "not_office" or (first.code in NEEDS_PDF and "pdf" not in allow):
        return None
    if first.code in WHOLE:
        return DomainError(WHOLE[first.code] % {"name": first.name})
    if first.code in IN_PDF:
        found = "; ".join(_found_in_pdf(finding) for finding in findings)
        return DomainError(format_lazy("{what} {help}", what=_("This PDF has in it: %s.") % found, help=AGAIN))
    return _refusal_of_office(findings)


def _refusal_of_office(findings):
    stays = [finding for finding in findings if not finding.can_go]
    found = "; ".join(_found_in_office(finding) for finding in stays or findings)
    if stays:
        return DomainError(_("This file has in it: %s. Save it without, or as a PDF.") % found)
    return DomainError(
        _(
            "This file holds what its readers would not see: %s. Take it out, or tick ‘Take out what readers would not "
            "see’, and choose the file again."
        )
        % found
    )


def _found_in_office(finding):
    names = {"name": finding.name}
    words = IN_OFFICE[finding.code] % names
    if finding.place:
        words = f"{words} {IN_PARTS[finding.place] % names}"
    if finding.code == "word_hidden" and finding.name:
        words = _("%(what)s beside “%(name)s”") % {"what": words, "name": finding.name}
    return words


def _found_in_pdf(finding):
    place = PLACES[finding.place] % {"number": finding.name}
    return f"{IN_PDF[finding.code]} {place}"
