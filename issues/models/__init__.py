"""Issues, and the themes they are grouped into."""

from issues.models.issue import Issue, IssueDraft, IssueMove, Theme, in_sight_at
from issues.models.safeguarding import SafeguardingConcern
from issues.models.telling import IssueLink, IssueTurn

__all__ = ["Issue", "IssueDraft", "IssueLink", "IssueMove", "IssueTurn", "SafeguardingConcern", "Theme", "in_sight_at"]
