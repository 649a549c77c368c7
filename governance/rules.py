"""The document every group has, its clock, the states of a draft, and what a clause may be called."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from common.tones import Tone, TonedChoices

TERMS = "terms"  # the slug of the document that E1 is about
OWN_DOCUMENTS = (TERMS, "promises")  # the slugs of the documents that come with the portal
IDENTIFIER = r"\A[A-Za-z][A-Za-z0-9.\-]*\Z"


class DraftStatus(TonedChoices):
    DRAFTING = "drafting", Tone.WAIT, _("drafting")
    AGREED = "agreed", Tone.GOOD, _("agreed")
    WITHDRAWN = "withdrawn", Tone.QUIET, _("withdrawn")


DRAFT_MOVES = {
    DraftStatus.DRAFTING: {DraftStatus.AGREED, DraftStatus.WITHDRAWN},
    DraftStatus.AGREED: set(),
    DraftStatus.WITHDRAWN: set(),
}


def review_due(day: dt.date) -> dt.date:
    """Return the same day of the next year; 28 February for the 29th (E1)."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else dt.date(day.year + 1, 2, 28)


def may_begin_on(day: dt.date, decided_on: dt.date, last_begun_on: dt.date) -> bool:
    """Say whether a version may be in force from a day: after the last one, within a year of the meeting (E1)."""
    return max(decided_on, last_begun_on + dt.timedelta(days=1)) <= day <= review_due(decided_on)
