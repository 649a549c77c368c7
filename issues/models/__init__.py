"""Issues, and the themes they are grouped into."""

from issues.models.group import ConflictOfInterest, GroupGuest
from issues.models.handover import Handover
from issues.models.issue import Issue, IssueDraft, IssueMove, Theme
from issues.models.issue_rows import in_sight_at
from issues.models.safeguarding import SafeguardingConcern
from issues.models.telling import IssueLink, IssueTurn

__all__ = [
    "ConflictOfInterest",
    "GroupGuest",
    "Handover",
    "Issue",
    "IssueDraft",
    "IssueLink",
    "IssueMove",
    "IssueTurn",
    "SafeguardingConcern",
    "Theme",
    "in_sight_at",
]
