"""What meetings hold: of those who come, those who ask, and in their papers and minutes (docs/privacy.md)."""

from meetings.privacy import documents, people, questions

__all__ = ["documents", "people", "questions"]
