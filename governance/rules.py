"""The document every group has, its clock, and what a clause may be called."""

import datetime as dt

TERMS = "terms"  # the slug of the document that E1 is about
OWN_DOCUMENTS = (TERMS, "promises")  # the slugs of the documents that come with the portal
IDENTIFIER = r"\A[A-Za-z][A-Za-z0-9.\-]*\Z"


def review_due(day: dt.date) -> dt.date:
    """Return the same day of the next year; 28 February for the 29th (E1)."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else dt.date(day.year + 1, 2, 28)
