"""What the chain holds of `meetings`: every version of the minutes, and the papers."""

from django.utils.translation import gettext_lazy as _

from common import chain
from common.models import TextVersion
from meetings.models import MinutesVersion, Paper


@chain.kind(
    "meetings.minutes",
    _("versions of minutes: circulated, approved, amended"),
    MinutesVersion.objects.select_related("kept").all,
    day="kept__saved_on",
    parts={TextVersion: "kept"},
)
def form_of_version(version):
    return {
        "kind": version.kind,
        "made_by": version.made_by_id,
        "meeting": version.meeting_id,
        "note": version.note,
        "number": version.kept.number,
        "saved_on": version.kept.saved_on,
        "texts": version.kept.texts,
    }


@chain.kind("meetings.papers", _("papers of meetings"), Paper.objects.all, day="added_on")
def form_of_paper(paper):
    """Whether it was replaced or withdrawn since is left out: the audit trail, chained too, says so."""
    return {
        "added_on": paper.added_on,
        "document": paper.document_id,
        "is_for_members_only": paper.is_for_members_only,
        "is_late": paper.is_late,
        "item": paper.item_id,
        "recommends": paper.recommends,
        "report_of": paper.report_of,
        "text": paper.text,
        "title": paper.title,
        "urgency_reason": paper.urgency_reason,
    }
