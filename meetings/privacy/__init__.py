"""What meetings hold: of those who come, those who ask or are asked, and in their papers and minutes."""

from meetings.privacy import documents, people, questions, views_brought

__all__ = ["documents", "people", "questions", "views_brought"]
