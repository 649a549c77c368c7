"""What the information about a consultation is called where two versions are compared."""

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
