"""What the fields of an agenda item are called; and how a resolution is named."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.rules import roman

ITEM_LABELS = {
    "title": _("Title"),
    "kind": _("What the group is asked to do"),
    "text": _("What it is about"),
    "lead": _("Led by"),
    "minutes_planned": _("Minutes allowed"),
}


def words_of_resolution(resolution):
    """Name a resolution: its meeting, item and number."""
    item = resolution.item
    words = {"meeting": item.meeting, "item": item.number, "number": roman(resolution.number)}
    return gettext("%(meeting)s, item %(item)s %(number)s") % words
