"""What the group's register holds of its members, and of those who come for them (docs/privacy.md)."""

from members.privacy import calls, people, sendings, terms

__all__ = ["calls", "people", "sendings", "terms"]
