"""What people said about the service itself in the sample year: one was answered, one waits, one is not about it."""

import datetime as dt

from common.working_days import add_working_days
from issues.models import Issue
from issues.rules import Channel, IssueKind
from issues.services.handing import ask_to_hand
from issues.services.issues import acknowledge_issue, close_issue
from issues.services.raising import raise_issue
from partnership.sample import words_issues as words
from partnership.sample import words_people
from partnership.sample.plan import moment, working
from partnership.sample.year_of_lists import service_area

ANSWERED_AGO, NOT_OURS_AGO, WAITS_SINCE = 47, 4, 1  # days before the year is shown


class OurselvesYear:
    """Three issues about the service itself, which the independent reader has."""

    def __init__(self, cast):
        self.cast, self.answered, self.not_ours = cast, None, None

    def raise_one(self, said, now, *, reporter=None, **contact):
        answers = {
            "kind": IssueKind.CONCERN,
            "service_area": service_area("other"),
            "is_about_us": True,
            "original_text": said,
            **contact,
        }
        secret = f"sample-ourselves-{said[:9]}"
        return raise_issue(answers, channel=Channel.WEB, reporter=reporter, secret=secret, now=now)[0]

    def raise_answered(self, now):
        email = f"family.about.us@{words_people.MAIL}"
        self.answered = self.raise_one(words.ABOUT_US_ANSWERED, now, contact_email=email, need_not_be_asked=True)

    def raise_waiting(self, now):
        self.raise_one(words.ABOUT_US_WAITING, now, is_anonymous=True)

    def raise_not_ours(self, now):
        reporter, email = self.cast.users["rosa"], self.cast.users["rosa"].email
        self.not_ours = self.raise_one(words.NOT_ABOUT_US, now, reporter=reporter, contact_email=email)

    def ask(self, now):
        """Tell the parent that the co-ordinator would be the right one to read it."""
        issue = Issue.objects.get(pk=self.not_ours.pk)
        issue = acknowledge_issue(issue, by=self.cast.users["ruth"], now=now)
        ask_to_hand(issue, reason=words.WHY_NOT_ABOUT_US, by=self.cast.users["ruth"], now=now)

    def fresh(self):
        return Issue.objects.get(pk=self.answered.pk)

    def acknowledge(self, now):
        acknowledge_issue(self.fresh(), by=self.cast.users["ruth"], now=now)

    def answer(self, now):
        close_issue(self.fresh(), reason=words.ABOUT_US_ANSWER, by=self.cast.users["ruth"], now=now)


def events_of(year, as_of):
    """Yield (moment, function) for everything that happens to them."""
    raised = working(as_of - dt.timedelta(days=ANSWERED_AGO))
    yield moment(raised, 20), year.raise_answered
    yield moment(add_working_days(raised, 1), 9), year.acknowledge
    yield moment(add_working_days(raised, 6), 16), year.answer
    yield moment(as_of - dt.timedelta(days=NOT_OURS_AGO), 21), year.raise_not_ours
    yield moment(as_of - dt.timedelta(days=1), 9), year.ask
    yield moment(as_of - dt.timedelta(days=WAITS_SINCE), 19), year.raise_waiting
