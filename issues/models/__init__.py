"""Issues, and the themes they are grouped into."""

from issues.models.issue import Issue, IssueDraft, IssueMove, Theme, in_sight_at

__all__ = ["Issue", "IssueDraft", "IssueMove", "Theme", "in_sight_at"]
