"""Who comes to the pages of answers: those who come to the issues' pages."""

from tests.issues.conftest import coordinator, council, officer, staff

__all__ = ["coordinator", "council", "officer", "staff"]
