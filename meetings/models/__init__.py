"""Models of meetings, agendas, attendance, minutes and questions."""

from meetings.models.attendance import AbsenceNotice, Attendance, InAttendance, Reply
from meetings.models.declaration import Declaration
from meetings.models.dismissal import Dismissal
from meetings.models.meeting import SUBJECTS, AgendaItem, Meeting, Sitting, closed_to
from meetings.models.minutes import MinutesVersion, NotedPoint, Resolution, VersionKind
from meetings.models.paper import Paper
from meetings.models.passed_on import PassedOn
from meetings.models.question import PublicQuestion
from meetings.models.renewal import TermRenewal
from meetings.models.sending import MeetingSending
from meetings.models.views_brought import ViewGiven, ViewsBrought
from meetings.models.yearly import YearlyDecision

__all__ = [
    "SUBJECTS",
    "AbsenceNotice",
    "AgendaItem",
    "Attendance",
    "Declaration",
    "Dismissal",
    "InAttendance",
    "Meeting",
    "MeetingSending",
    "MinutesVersion",
    "NotedPoint",
    "Paper",
    "PassedOn",
    "PublicQuestion",
    "Reply",
    "Resolution",
    "Sitting",
    "TermRenewal",
    "VersionKind",
    "ViewGiven",
    "ViewsBrought",
    "YearlyDecision",
    "closed_to",
]
