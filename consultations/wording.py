"""What the information about a consultation is called in comparisons, and why two answers exclude each other."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

INFORMATION_LABELS = {
    "title": _("Title"),
    "summary": _("In short"),
    "information": _("Information"),
    "purpose": _("Purpose"),
    "level": _("Level of involvement"),
    "deciding_agency": _("Who decides"),
    "decide_on": _("Decision date"),
    "can_change": _("What can change"),
    "cannot_change": _("What cannot change"),
    "opens_at": _("Opens"),
    "closes_at": _("Closes"),
    "earlier_version": _("Replaces"),
}


def sole_words(choice):
    """Say that a choice was given beside others, and cannot be."""
    return gettext("Choose “%(answer)s” alone, or leave it out and choose the others.") % {"answer": choice.text}
