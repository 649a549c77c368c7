"""What the fields of an agenda item are called, on its form and where two versions are compared."""

from django.utils.translation import gettext_lazy as _

ITEM_LABELS = {
    "title": _("Title"),
    "kind": _("What the group is asked to do"),
    "text": _("What it is about"),
    "lead": _("Led by"),
    "minutes_planned": _("Minutes allowed"),
}
