"""Evidence that the terms about meetings, attendance, interests and the voice of each constituency are kept."""

from meetings.evidence import meetings, views_brought

__all__ = ["meetings", "views_brought"]
