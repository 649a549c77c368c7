"""The terms and their drafts, walked to their state by the real services."""

import datetime as dt

from governance.services.agreeing import agree_draft
from governance.services.documents import load_shipped
from governance.services.drafts import remove_clause, save_clause
from governance.services.reviews import review_terms
from tests.factories import accounts, meetings
from tests.factories.walks import walked

IN_FORCE = dt.date(2025, 9, 1)
REVIEWED = dt.date(2026, 3, 10)  # the meeting that wanted changes
BEGUN = dt.date(2026, 3, 12)  # the day its review was recorded, and so of the draft
AGREED = dt.date(2026, 6, 16)  # the meeting that agreed the draft


@walked
def terms_in_force(on=IN_FORCE):
    """Version 1 of the terms."""
    return load_shipped(by=None, now=meetings.noon(on))[0]


@walked
def an_open_draft(*, by=None):
    """The draft that the group's review began, without any change yet."""
    version = terms_in_force()
    resolution = meetings.a_resolution(on=REVIEWED, text="That the terms be changed.")
    by = by or accounts.coordinator()
    note = "We want to hear more from fathers."
    review = review_terms(version, resolution=resolution, is_changed=True, note=note, by=by, now=meetings.noon(BEGUN))
    return review.drafts.get()


@walked
def a_changed_draft(*, by=None):
    """A draft with P1 changed and P13 taken away."""
    by, now = by or accounts.coordinator(), meetings.noon(BEGUN)
    draft = an_open_draft(by=by)
    clauses = {row.identifier: row for row in draft.clauses.all()}
    save_clause(clauses["P1"], "The group promotes the service to fathers too.", version=0, by=by, now=now)
    remove_clause(clauses["P13"], by=by, now=now)
    return meetings.fresh(draft)


@walked
def an_agreed_version(*, in_force_on=dt.date(2026, 7, 1), by=None):
    """Version 2 of the terms, as a meeting agreed it."""
    by = by or accounts.coordinator()
    draft = a_changed_draft(by=by)
    resolution = meetings.a_resolution(on=AGREED, text="That the draft be agreed.")
    now = meetings.noon(AGREED + dt.timedelta(days=1))
    return agree_draft(draft, resolution=resolution, in_force_on=in_force_on, edition=draft.edition, by=by, now=now)
