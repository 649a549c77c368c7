"""Agendas, papers and minutes: the group's own record, which may repeat what somebody said."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from common.privacy import FOR_EVER, MINUTES, holds
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingSending,
    MinutesVersion,
    NotedPoint,
    Paper,
    Resolution,
    Sitting,
    TermRenewal,
    YearlyDecision,
)

holds(
    Meeting,
    _("meetings"),
    kept=FOR_EVER,
    others=(
        "purpose",
        "status_reason",
        "venue",
        "how_to_join",
        "access_notes",
        "getting_help",
        "decided_by_group",
    ),
    nobody=("slug",),
)
who_did(Meeting, _("who wrote the minutes last"), "minutes_last_by")
holds(Sitting, _("days on which a meeting sat"), kept=FOR_EVER)
holds(
    AgendaItem,
    _("agendas and minutes"),
    kept=FOR_EVER,
    others=("title", "text", "lead", "standing", "private_reason", "urgency_reason", "minute"),
    grounds=dict.fromkeys(("title", "text", "lead", "minute"), MINUTES),
)
who_did(AgendaItem, _("who wrote a minute"), "minute_by")
holds(NotedPoint, _("points the group noted"), kept=FOR_EVER, others=("text",), grounds={"text": MINUTES})
holds(
    Resolution,
    _("resolutions"),
    kept=FOR_EVER,
    others=("text", "as_approved"),
    grounds={"text": MINUTES, "as_approved": MINUTES},
)
holds(TermRenewal, _("which resolution renewed which term of office"), kept=FOR_EVER)
holds(YearlyDecision, _("which resolution decided which yearly review"), kept=FOR_EVER)
holds(MinutesVersion, _("versions of minutes"), kept=FOR_EVER, others=("note",), grounds={"note": MINUTES})
who_did(MinutesVersion, _("who made a version of the minutes"), "made_by")
holds(
    Paper,
    _("papers of meetings"),
    kept=FOR_EVER,
    others=("title", "report_of", "recommends", "text", "urgency_reason", "withdrawn_reason"),
)
holds(MeetingSending, _("what was sent about a meeting"))
