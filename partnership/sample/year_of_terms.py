"""The terms in the sample year: the group changes them, agrees the next version, and begins to change the promises."""

from common.working_days import add_working_days
from governance.models import GoverningDocument, TermsDraft, TermsVersion
from governance.rules import TERMS
from governance.services.agreeing import agree_draft
from governance.services.drafts import add_clause, save_clause
from governance.services.reviews import review_terms
from partnership.sample import words_meetings as words
from partnership.sample.plan import moment

REVIEWED, AGREED, REVIEWED_PROMISES = 1, 3, 4  # meetings, by index


class TermsYear:
    """What the meetings decided about the group's own documents."""

    def __init__(self, cast, meetings):
        self.cast, self.meetings = cast, meetings

    def review_terms(self, now):
        """The group wants its terms changed; the co-ordinator drafts the next version."""
        draft = self._begin(TERMS, REVIEWED, words.CHANGE_TERMS, "They fit, but for what they say of substitutes.", now)
        self._change(draft, words.TERMS_CHANGED, now)
        identifier, part, text = words.TERMS_ADDED
        add_clause(draft, identifier=identifier, part=part, text=text, by=self.cast.coordinator, now=now)

    def agree_terms(self, now):
        """The group agrees the draft; it is in force from the first of the next month."""
        draft = TermsDraft.objects.open().get(document__slug=TERMS)
        resolution = self.meetings.resolved(AGREED, words.AGREE_TERMS)
        month, year = resolution.item.meeting.on.month, resolution.item.meeting.on.year
        first = resolution.item.meeting.on.replace(day=1, month=month % 12 + 1, year=year + month // 12)
        agree_draft(
            draft,
            resolution=resolution,
            in_force_on=first,
            edition=draft.edition,
            by=self.cast.coordinator,
            now=now,
        )

    def review_promises(self, now):
        """The group wants a promise changed; the draft is still open when the year ends."""
        note = "Many parents ask for a video call in the evening."
        draft = self._begin("promises", REVIEWED_PROMISES, words.CHANGE_PROMISES, note, now)
        self._change(draft, words.PROMISES_CHANGED, now)

    def _begin(self, slug, index, text, note, now):
        document, by = GoverningDocument.objects.get(slug=slug), self.cast.coordinator
        version = TermsVersion.objects.filter(document=document).order_by("-number").first()
        resolution = self.meetings.resolved(index, text)
        return review_terms(version, resolution=resolution, is_changed=True, note=note, by=by, now=now).drafts.get()

    def _change(self, draft, changed, now):
        identifier, text = changed
        clause = draft.clauses.get(identifier=identifier)
        save_clause(clause, text, version=0, by=self.cast.coordinator, now=now)


def events_of(year, dates):
    """Yield (moment, function) of what follows from the meetings that decided about the terms."""
    for index, function in ((REVIEWED, year.review_terms), (AGREED, year.agree_terms)):
        yield moment(add_working_days(dates[index][0], 1), 12), function
    yield moment(add_working_days(dates[REVIEWED_PROMISES][0], 1), 13), year.review_promises
