"""An officer's draft of an answer, item by item."""

import datetime as dt

from answers.rules import Outcome
from answers.services.responses import save_response_draft
from tests.factories.answers import whole

SAVED_AT = dt.datetime(2026, 7, 7, 11, tzinfo=dt.UTC)


def agreed(item, **changes):
    return {"item": item} | whole({"outcome": Outcome.AGREED, "text": "We will write.", "commitments": []} | changes)


def draft(presentation, by, *answers, version=0, now=SAVED_AT):
    """Save a draft; where no answers are given, it agrees to every item."""
    answers = answers or [agreed(item) for item in presentation.items.all()]
    return save_response_draft(presentation, summary="", answers=answers, version=version, by=by, now=now)
