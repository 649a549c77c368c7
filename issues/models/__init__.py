"""Issues, and the themes they are grouped into."""

from issues.models.issue import Issue, IssueDraft, IssueMove, Theme

__all__ = ["Issue", "IssueDraft", "IssueMove", "Theme"]
