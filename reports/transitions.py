"""The moves of a report: what each is called, and the day it keeps."""

from accounts import audit
from common.transitions import Transitions
from reports.rules import REPORT_MOVES, ReportStatus

REPORT = Transitions(
    REPORT_MOVES,
    record=audit.record,
    verbs={ReportStatus.AGREED: "agree_report", ReportStatus.PUBLISHED: "publish_report"},
    dates={ReportStatus.AGREED: "agreed_on", ReportStatus.PUBLISHED: "published_on"},
)
