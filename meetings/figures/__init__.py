"""Figures of the group, and of what members bring to its meetings and take back from them."""

from meetings.figures import group, views_brought

__all__ = ["group", "views_brought"]
