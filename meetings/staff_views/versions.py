"""The earlier versions of an item's words and of its minute, while they are written, for those who write them."""

from django.utils.translation import gettext_lazy as _

from accounts import audit
from common.pages import StaffMixin
from common.pages.versions import VersionsPage
from meetings.meeting_views import PartMixin
from meetings.models import AgendaItem, NotedPoint, Resolution
from meetings.wording import ITEM_LABELS


class ItemVersions(StaffMixin, PartMixin, VersionsPage):
    """What an item of an agenda said before it was changed."""

    permission_required = "meetings.manage_agenda"
    queryset = AgendaItem.objects.select_related("words")
    labels = ITEM_LABELS
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (AgendaItem,)
    to = "meetings:agenda_edit"


class MinuteVersions(StaffMixin, PartMixin, VersionsPage):
    """What the minute of an item said before it was changed, with what was noted and resolved under it."""

    permission_required = "meetings.record_minutes"
    queryset = AgendaItem.objects.select_related("minute_words")
    link = "minute_words"
    labels = {"minute": _("Minute"), "noted": _("The group noted"), "resolved": _("Resolved")}
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (AgendaItem, NotedPoint, Resolution)
    to = "meetings:minutes_edit"
