"""The views that members bring to the meetings of the sample year, and what they pass on (M6, M7)."""

from common import clock
from common.working_days import subtract_working_days
from meetings.services.passing_on import record_passed_on
from meetings.services.views_brought import bring_views, gather_views, give_view, record_spoken
from partnership.sample import words_views as words
from partnership.sample.plan import moment

BY_LINK = 4  # the meeting for which a parent asks by a link


class ViewsYear:
    """What is asked before each meeting; `meetings` are those of the year."""

    def __init__(self, cast, meetings):
        self.cast, self.meetings = cast, meetings

    def _gather(self, index, key, title, question, now, **link):
        meeting = self.meetings.fresh(index)
        item = meeting.items.get(title=title) if title else None
        by = self.cast.users[key]
        return gather_views(meeting, self.cast.memberships[key], question, item=item, by=by, now=now, **link)

    def ask(self, now):
        """A parent passes on a link about one item."""
        self.views = self._gather(BY_LINK, "grace", words.WHEELCHAIRS, words.ASKED, now, secret=words.LINK)

    def answer(self, now):
        """Twelve families answer it."""
        for text in words.ANSWERS:
            give_view(self.views, text, now=now)

    def bring(self, index, now):
        """Members say before the meeting what came back, by the link or otherwise."""
        if index == BY_LINK:
            bring_views(self.views, summary=words.BROUGHT, asked=45, by=self.cast.users["grace"], now=now)
        for at, key, title, question, how, asked, answered, summary in words.NOTES:
            if at == index:
                views = self._gather(index, key, title, question, now)
                numbers = {"how": how, "asked": asked, "told_member": answered}
                bring_views(views, summary=summary, by=self.cast.users[key], now=now, **numbers)

    def speak(self, index, now):
        """The co-ordinator records at the meeting which of them were spoken to."""
        for views in self.meetings.fresh(index).views_brought.brought().exclude(item=None):
            record_spoken(views, was_spoken_to=True, by=self.cast.coordinator, now=now)

    def pass_on(self, index, rows, now):
        """Members tell those they speak for what was decided, and record it."""
        meeting = self.meetings.fresh(index)
        for key, days, how, people, note in rows:
            told = {"told_on": meeting.on + days * clock.DAY, "how": how, "people": people, "note": note}
            record_passed_on(meeting, self.cast.memberships[key], by=self.cast.users[key], now=now, **told)

    def ask_ahead(self, now):
        """Somebody asks before the meeting to come, and has not said yet what came back."""
        key, question = words.TO_COME
        index = len(self.meetings.dates) - 1
        views = self._gather(index, key, None, question, now, secret=words.LINK_TO_COME)
        for text in words.ANSWERS_TO_COME:
            give_view(views, text, now=now)


def events_of(year, as_of):
    dates = [day for day, _kind in year.meetings.dates]
    asked_on = subtract_working_days(dates[BY_LINK], 8)
    yield moment(asked_on, 19), year.ask
    yield moment(subtract_working_days(dates[BY_LINK], 3), 12), year.answer
    for index in sorted({BY_LINK, *(note[0] for note in words.NOTES)}):
        yield moment(subtract_working_days(dates[index], 1), 20), _bind(year.bring, index)
        yield moment(dates[index], 15), _bind(year.speak, index)
    last, before = dates[BY_LINK], dates[BY_LINK - 1]
    yield moment(before + 15 * clock.DAY, 19), lambda now: year.pass_on(BY_LINK - 1, words.PASSED_ON_BEFORE, now)
    yield moment(last + 17 * clock.DAY, 19), lambda now: year.pass_on(BY_LINK, words.PASSED_ON, now)
    yield moment(as_of - clock.DAY, 18), year.ask_ahead


def _bind(function, index):
    return lambda now: function(index, now)
