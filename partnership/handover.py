"""What somebody needs who takes over as co-ordinator or chair: what is open, promised and due, with whom, who may what.

Everything stands as it is when the page is opened, in a fixed number of queries. A list that is longer than is shown
says so and leads to all of it.
"""

from dataclasses import dataclass
from typing import Any

from accounts.models import Agency
from accounts.roles import Role
from accounts.selectors import roles_held
from answers.models import Commitment, Presentation
from common import clock
from consultations.models import Consultation
from consultations.rules import ConsultationStatus
from meetings.models import Meeting
from meetings.rules import MeetingStatus
from members.models import Membership
from partnership.dashboards import tasks

SHOWN = 25
RUNNING = (ConsultationStatus.OPEN, ConsultationStatus.PAUSED, ConsultationStatus.CLOSED, ConsultationStatus.FEEDBACK)
TO_APPROVE = (MeetingStatus.HELD, MeetingStatus.CIRCULATED)


@dataclass(frozen=True)
class First:
    """The first rows of a list, and whether there are more."""

    rows: list[Any]
    has_more: bool


def first(rows):
    found = list(rows[: SHOWN + 1])
    return First(found[:SHOWN], len(found) > SHOWN)


def pack(user, now):
    """Return everything of the handover pack, as the co-ordinator who opens it may see it."""
    today = clock.today(now)
    members = Membership.objects.active().select_related("person__user", "seat__constituency")
    return {
        "tasks": tasks(Role.COORDINATOR, user, now),
        "coming": first(Meeting.objects.upcoming(now).select_related("chair")),
        "unapproved": first(Meeting.objects.filter(status__in=TO_APPROVE, is_from_records=False).order_by("starts_at")),
        "commitments": first(Commitment.objects.open().order_by("due_on", "pk").select_related("agency")),
        "presentations": first(Presentation.objects.unanswered().select_related("agency").order_by("due_on", "pk")),
        "consultations": first(Consultation.objects.filter(status__in=RUNNING).order_by("pk")),
        "grants": roles_held(today),
        "agencies": Agency.objects.filter(is_active=True),
        "members": members,
    }
