"""What the fields of an agenda item are called; how a resolution is named, and an interest of the register."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.dates import day
from meetings.rules import roman

ITEM_LABELS = {
    "title": _("Title"),
    "kind": _("What the group is asked to do"),
    "text": _("What it is about"),
    "lead": _("Led by"),
    "minutes_planned": _("Minutes allowed"),
}


def words_to_pass_on(meeting, resolutions, site):
    """Return what a meeting decided as plain text, ready to be copied into an e-mail (M7)."""
    about = {"meeting": meeting.title, "day": day(meeting.on)}
    head = gettext("What the steering group decided at its meeting of %(day)s (%(meeting)s)") % about
    if not meeting.is_approved:
        head = gettext("%(head)s. This is from the draft minutes, which the group has still to approve") % {
            "head": head
        }
    lines = [f"- {row.item.title}: {row.text}" for row in resolutions]
    more = gettext("Read more: %(address)s") % {"address": f"{site}{meeting.get_absolute_url()}"}
    return "\n".join([f"{head}:", "", *lines, "", more])


def words_of_resolution(resolution):
    """Name a resolution: its meeting, item and number."""
    item = resolution.item
    words = {"meeting": item.meeting, "item": item.number, "number": roman(resolution.number)}
    return gettext("%(meeting)s, item %(item)s %(number)s") % words


def words_of_interest(interest):
    """Say what an interest of the register is; of one kept private no more than that, as everybody reads it (M8)."""
    if interest.is_private:
        return gettext("An interest in the register, which the member keeps private")
    words = {"capacity": interest.capacity, "body": interest.body}
    if interest.is_connected_person:
        return (gettext("%(capacity)s, %(body)s (somebody close to the member)") % words)[:250]
    return gettext("%(capacity)s, %(body)s") % words
