"""Models of meetings, agendas, attendance, minutes and questions."""

from meetings.models.attendance import AbsenceNotice, Attendance, InAttendance, Reply
from meetings.models.declaration import Declaration
from meetings.models.meeting import SUBJECTS, AgendaItem, Meeting, Sitting, closed_to
from meetings.models.minutes import MinutesVersion, NotedPoint, Resolution, VersionKind
from meetings.models.paper import Paper
from meetings.models.question import PublicQuestion
from meetings.models.renewal import TermRenewal
from meetings.models.sending import MeetingSending
from meetings.models.yearly import YearlyDecision

__all__ = [
    "SUBJECTS",
    "AbsenceNotice",
    "AgendaItem",
    "Attendance",
    "Declaration",
    "InAttendance",
    "Meeting",
    "MeetingSending",
    "MinutesVersion",
    "NotedPoint",
    "Paper",
    "PublicQuestion",
    "Reply",
    "Resolution",
    "Sitting",
    "TermRenewal",
    "VersionKind",
    "YearlyDecision",
    "closed_to",
]
