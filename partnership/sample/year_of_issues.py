"""The issues of the sample year: raised, acknowledged, grouped, and what their parents said of the answer."""

import datetime as dt

from answers.services.feedback import give_feedback
from common import clock
from common.rules import ToldHow
from common.working_days import add_working_days
from issues.models import Issue, IssueTurn
from issues.rules import Channel, IssueStatus
from issues.services.issues import acknowledge_issue, close_issue, hide_issue, log_issue, merge_issue, signpost_issue
from issues.services.own_issues import withdraw_issue
from issues.services.raising import raise_issue
from issues.services.showing import object_to_words
from issues.services.splitting import split_issue
from issues.services.telling import record_told, tell_parents_of_turns
from issues.services.themes import create_theme
from issues.services.words import edit_issue, publish_issue
from partnership.sample import words_answers, words_people
from partnership.sample.plan import moment, working
from partnership.sample.words_issues import ISSUES, LETTER, THEMES, TOLD
from partnership.sample.year_of_lists import entries_of, service_area

MEETING_OF = {row["theme"]: row["meeting"] for row in words_answers.PRESENTATIONS}
# By their place in ISSUES: what is special about some of them.
OWN_CASE = {
    50: ("The mediation service for EHC plans", "They are independent, and help you and the council to agree."),
    51: ("Marlshire Welfare Rights, 01632 960 111", "They fill in the form with you, free of charge."),
    52: ("The complaints officer of the school's governors", "Only they can look into what one person did."),
    53: ("Marlshire Parents Together", "They meet every second Thursday, and would love to see you."),
}
MERGED = {54: 1, 55: 16, 56: 9}
REOPENED = {12: "I still have no reply to my e-mails."}
REOPENED_LATELY = {1: (16, "The taxi came late again twice this week.")}  # so many days ago
WITHDRAWN = {20: "We have moved to another county."}
NEW = {46: 1, 58: 2, 59: 4}  # received, so many days ago
ACKNOWLEDGED = {43: 5, 57: 9}
LATELY_LOGGED = {26: 24, 39: 18, 49: 30}
TOLD_FOR = 28  # days before the end in which parents are e-mailed what has happened
SETTLED = "The manager of the SEND service rang you and answered each e-mail. You told us that this is enough."
HIDDEN = 59
# Their parents see the edited words first; the others said that they need not be asked.
ASKED = frozenset({2, 5, 8, 11, 14, 17, 23, 38, 39, 41})
OBJECTIONS = {39: "Please leave out how long we have waited. Our worker would know at once that it is us."}
NAMES_NOBODY = "Nothing in these words shows who anybody is."
STILL_OPEN = {9, 16, 17, 27, 28, 29, 30, 31, 32}  # responded to, and nobody has said yet whether that answers it
RUNG = {1, 57}  # left a telephone number and no e-mail address
SIGNED_IN = {2: "rosa", 10: "rosa", 30: "jamie", 44: "rosa"}
ANONYMOUS = frozenset({3, 6, 18, 26, 34, 37, 59})


class IssueYear:
    """The issues, by their place in ISSUES."""

    def __init__(self, cast, dates, as_of):
        self.cast, self.dates, self.as_of = cast, dates, as_of
        self.issues, self.themes = {}, {}

    def make_themes(self, now):
        for key, (name, summary, area) in THEMES.items():
            self.themes[key] = create_theme(
                name=name, summary=summary, service_area=service_area(area), by=self.cast.coordinator, now=now
            )

    def fresh(self, place):
        return Issue.objects.get(pk=self.issues[place].pk)

    def raised_on(self, place):
        """Return the day an issue is raised: before the meeting that hears its theme, or so many days ago."""
        for ago in (NEW, ACKNOWLEDGED, LATELY_LOGGED):
            if place in ago:
                return self.as_of - dt.timedelta(days=ago[place])
        if place in MERGED:
            return self.as_of - dt.timedelta(days=25 + place % 7)
        meeting = MEETING_OF.get(ISSUES[place][0], place % 5)
        return self.dates[meeting][0] - dt.timedelta(days=110 - 18 * (place % 5))

    def raise_one(self, place, now):
        theme, kind, _town, _age, channel, *_words = ISSUES[place]
        is_anonymous = place in ANONYMOUS
        answers = {
            "kind": kind,
            "service_area": service_area(THEMES[theme][2] if theme else ("other" if place > 56 else "plans")),
            **entries_of(place),
            "original_text": TOLD[place],
            "hoped_for": "That somebody tells us what happens, and when." if place % 3 == 0 else "",
            "share_with_group": place not in OWN_CASE,
            "share_with_agency": place % 5 != 4,
            "may_publish": place % 4 != 3 and place not in OWN_CASE,
            "contact_email": "" if is_anonymous or place in RUNG else f"family{place + 1}@{words_people.MAIL}",
            "contact_phone": f"01632 960 1{place:02}" if place in RUNG else "",
            "is_anonymous": is_anonymous,
            "need_not_be_asked": place not in ASKED,
        }
        entered = {} if channel == Channel.WEB else {"by": self.cast.coordinator}
        self.issues[place], _secret = raise_issue(
            answers,
            channel=channel,
            reporter=self.cast.users.get(SIGNED_IN.get(place)),
            secret=f"sample-{place}",
            now=now,
            **entered,
        )

    def acknowledge(self, place, now):
        acknowledge_issue(self.fresh(place), by=self.cast.coordinator, now=now)

    def take_up(self, place, now):
        """Edit, then log with its theme, pass on, join or publish."""
        by, issue = self.cast.coordinator, self.fresh(place)
        theme, *_rest, title, words = ISSUES[place]
        if place in OWN_CASE:
            to, reason = OWN_CASE[place]
            signpost_issue(issue, to=to, reason=reason, by=by, now=now)
            return
        fields = {"title": title, "edited_text": words, "version": issue.edit_version}
        edit_issue(issue, **fields, reason=NAMES_NOBODY if words == issue.original_text else "", by=by, now=now)
        issue = self.fresh(place)
        if place in MERGED:
            merge_issue(issue, into=self.fresh(MERGED[place]), by=by, now=now)
            return
        log_issue(issue, theme=self.themes.get(theme), by=by, now=now)
        if place not in ASKED:
            self.publish(place, now)

    def publish(self, place, now):
        """Publish the edited words where the parent agreed to it, and has not objected to them."""
        issue = self.fresh(place)
        if issue.may_publish and not issue.objected_on:
            publish_issue(issue, by=self.cast.coordinator, now=now)

    def object(self, place, now):
        issue = self.fresh(place)
        object_to_words(issue, objection=OBJECTIONS[place], version=issue.edit_version, now=now)

    def hide(self, place, now):
        reason = "A child may not be safe at home. For the safeguarding lead."
        hide_issue(self.fresh(place), reason=reason, by=self.cast.coordinator, now=now)

    def thank(self, place, now):
        """Good practice is thanked for and passed on."""
        reason = "Thank you. The group read it out at its meeting, and passed it on to every school and clinic."
        close_issue(self.fresh(place), reason=reason, by=self.cast.coordinator, now=now)

    def withdraw(self, place, now):
        withdraw_issue(self.fresh(place), reason=WITHDRAWN[place], by=None, now=now)

    def judge(self, place, now):
        """The parent says whether the answer answers it."""
        issue = self.fresh(place)
        if issue.status == IssueStatus.RESPONDED:
            give_feedback(issue, is_answered=place not in REOPENED, reason=REOPENED.get(place, ""), by=None, now=now)

    def come_back(self, place, now):
        """What was said to be done does not hold, and the parent comes back to it."""
        reason = REOPENED_LATELY[place][1]
        give_feedback(self.fresh(place), is_answered=False, reason=reason, by=None, now=now)

    def ring(self, now):
        """The co-ordinator rings the first on the list of those no e-mail reaches."""
        turn = IssueTurn.objects.to_tell().first()
        if turn:
            last = turn.issue.turns.last().pk
            by, told = self.cast.coordinator, {"how": ToldHow.TELEPHONE, "told_on": clock.today(now)}
            record_told(turn.issue, last=last, told_by=by.name, **told, by=by, now=now)

    def settle(self, now):
        """What was reopened is closed, once the group has talked about it and the family has been rung."""
        for place in REOPENED:
            close_issue(self.fresh(place), reason=SETTLED, by=self.cast.coordinator, now=now)

    def raise_letter(self, now):
        """A letter on paper that is about two matters."""
        answers = {
            "kind": "concern",
            "service_area": service_area("travel"),
            **entries_of(0),
            "original_text": LETTER["text"],
            **dict.fromkeys(("share_with_group", "share_with_agency", "may_publish"), True),
            "contact_email": f"letter@{words_people.MAIL}",
            "need_not_be_asked": True,
        }
        by = self.cast.coordinator
        self.letter, _secret = raise_issue(answers, channel=Channel.PAPER, secret="sample-letter", by=by, now=now)

    def split_letter(self, now):
        """The co-ordinator splits the letter, so that neither matter is lost behind the other."""
        own = {"hoped_for": "", "kind": "concern"}
        parts = [
            {"title": title, "original_text": text, "service_area": service_area(area), **own}
            for title, text, area in LETTER["matters"]
        ]
        split_issue(Issue.objects.get(pk=self.letter.pk), parts=parts, by=self.cast.coordinator, now=now)


def events_of(year):
    """Yield (moment, function) for everything that happens to the issues before anybody answers them."""
    first = min(year.raised_on(place) for place in range(len(ISSUES)))
    yield moment(working(first - dt.timedelta(days=3)), 9), year.make_themes
    yield moment(add_working_days(year.dates[2][0], 4), 11), year.settle
    yield moment(year.as_of - dt.timedelta(days=LETTER["ago"]), 9, 40), year.raise_letter
    yield moment(year.as_of - dt.timedelta(days=LETTER["ago"] - 1), 16, 10), year.split_letter
    for place, (ago, _reason) in REOPENED_LATELY.items():
        yield moment(year.as_of - dt.timedelta(days=ago), 20), _bind(year.come_back, place)
    for place in range(len(ISSUES)):
        raised = year.raised_on(place)
        yield moment(raised, 8 + place % 12, place % 60), _bind(year.raise_one, place)
        if place == HIDDEN:
            yield moment(add_working_days(raised, 1), 15, 30), _bind(year.hide, place)
        if place in NEW:
            continue
        acknowledged = add_working_days(raised, 3 if place % 11 == 10 else 1 + place % 2)
        yield moment(acknowledged, 11, place % 60), _bind(year.acknowledge, place)
        if place in ACKNOWLEDGED:
            continue
        taken_up = add_working_days(acknowledged, 2)
        yield moment(taken_up, 14, place % 60), _bind(year.take_up, place)
        if place in OBJECTIONS:
            yield moment(add_working_days(taken_up, 1), 20), _bind(year.object, place)
        if place in ASKED:
            yield moment(add_working_days(taken_up, 4), 10), _bind(year.publish, place)
        if place in WITHDRAWN:
            yield moment(add_working_days(taken_up, 3), 19), _bind(year.withdraw, place)
        if ISSUES[place][0] == "praise" and place not in LATELY_LOGGED:
            yield moment(add_working_days(taken_up, 40), 10), _bind(year.thank, place)

    for days in range(TOLD_FOR, 0, -1):
        yield moment(year.as_of - dt.timedelta(days=days), 18), lambda now: tell_parents_of_turns(now=now)
    yield moment(year.as_of - dt.timedelta(days=8), 9, 30), year.ring


def _bind(function, place):
    return lambda now: function(place, now)
