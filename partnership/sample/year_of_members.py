"""Membership in the sample year: terms of office, a second role description, a yearly review, a call for a seat."""

import datetime as dt

from common import clock
from common.months import months_after
from meetings.models import Resolution
from meetings.services.decided import decide_yearly_review, renew_term
from members.models import Constituency, RoleDescription, YearlyReview
from members.services.calls import apply, open_call
from members.services.induction import add_induction_step, record_induction
from members.services.roles import draft_role_version, publish_role_version, remind_to_accept
from members.services.seats import create_seat
from members.services.terms import announce_terms, set_term
from members.services.yearly import answer_yearly_review, open_yearly_review, propose_for_year, propose_to_go_on
from partnership.sample import words_members as words
from partnership.sample.plan import moment, working
from partnership.sample.year_of_meetings import LATER_RUNG


class MemberYear:
    """`meetings` holds the meetings of the year by index; the last but one decides the yearly review."""

    def __init__(self, cast, meetings, dates, as_of):
        self.cast, self.meetings, self.dates, self.as_of = cast, meetings, dates, as_of
        self.decides = len(dates) - 2
        self.soon = as_of + dt.timedelta(days=60)

    @property
    def by(self):
        return self.cast.coordinator

    def write_induction(self, now):
        role = RoleDescription.objects.get()
        steps = [add_induction_step(role, title, by=self.by, now=now) for title in words.INDUCTION]
        for key, count in words.INDUCTION_DONE.items():
            for step in steps[:count]:
                record_induction(self.cast.memberships[key], step, by=self.cast.users[key], now=now)

    def set_terms(self, now):
        """Everybody was given three years; two began earlier, so that theirs end soon."""
        for key, membership in self.cast.memberships.items():
            last = months_after(membership.starts_on, 12 * words.TERM_YEARS)
            set_term(membership, self.soon if key in words.TERM_ENDS_SOON else last, by=self.by, now=now)

    def renew(self, now):
        resolution = Resolution.objects.get(item__meeting=self.meetings.meetings[self.decides], text=words.RENEWED)
        last = months_after(self.soon, 12 * words.TERM_YEARS)
        membership = self.cast.memberships[words.TERM_RENEWED]
        renew_term(membership, resolution=resolution, ends_on=last, by=self.by, now=now)

    def change_role(self, now):
        role = RoleDescription.objects.get()
        text = role.latest_text.replace(*words.NEW_ROLE_TEXT)
        publish_role_version(draft_role_version(role, text, by=self.by, now=now), by=self.by, now=now)

    def remind(self, now):
        remind_to_accept(RoleDescription.objects.get().in_force, by=self.by, now=now)

    def begin_review(self, now):
        open_yearly_review(self.dates[self.decides][0].year, by=self.by, now=now)

    def answer_review(self, now):
        for entry in YearlyReview.objects.get().entries.all():
            key = self._key_of(entry)
            if key in words.WISHES:
                wish, said, hours = words.WISHES[key]
                by = self.cast.users[key]
                answer_yearly_review(entry, wish=wish, words=said, hours=hours, by=by, now=now)

    def _key_of(self, entry):
        return next(key for key, one in self.cast.memberships.items() if one.pk == entry.membership_id)

    def propose(self, now):
        review = YearlyReview.objects.get()
        propose_to_go_on(review, by=self.by, now=now)
        for entry in review.entries.filter(proposal=""):
            note = words.SUPPORTED.get(self._key_of(entry), "")
            proposal = "support" if note else "continue"
            propose_for_year(entry, proposal=proposal, note=note, by=self.by, now=now)

    def decide_review(self, now):
        resolution = Resolution.objects.get(item__meeting=self.meetings.meetings[self.decides], text=words.YEARLY)
        decide_yearly_review(YearlyReview.objects.get(), resolution=resolution, by=self.by, now=now)

    def ring(self, now):
        """Ring those whom no e-mail reaches about their term, but for who is always rung later."""
        self.meetings.ring(now, but=LATER_RUNG)

    def call(self, now):
        seat = create_seat(
            Constituency.objects.order_by("order").first(),
            words.SEAT,
            role_description=RoleDescription.objects.get(),
            by=self.by,
            now=now,
        )
        last = self.as_of + dt.timedelta(days=18)
        self.open = open_call(seat, text=words.CALL, asked=words.ASKED, apply_by_on=last, by=self.by, now=now)

    def receive_applications(self, now):
        for name, email, phone, about, is_entered in words.APPLICATIONS:
            by = self.by if is_entered else None
            apply(self.open, name=name, email=email, phone=phone, about=about, by=by, now=now)


def events_of(year):
    """Yield (moment, function) from the terms of office to the call that is open when the year is shown."""
    start = year.dates[0][0] - dt.timedelta(days=119)
    yield moment(working(start), 11), year.set_terms
    yield moment(working(start), 12), year.write_induction
    again = year.dates[0][0] + dt.timedelta(days=230)
    yield moment(working(again - dt.timedelta(days=20)), 10), year.change_role
    yield moment(working(again + dt.timedelta(days=14)), 10), year.remind
    decided_on = year.dates[year.decides][0]
    yield moment(working(decided_on - dt.timedelta(days=35)), 10), year.begin_review
    yield moment(working(decided_on - dt.timedelta(days=28)), 19), year.answer_review
    yield moment(working(decided_on - dt.timedelta(days=12)), 15), year.propose
    yield moment(working(decided_on + clock.DAY, 1), 9), year.renew
    yield moment(working(decided_on + clock.DAY, 1), 10), year.decide_review
    yield moment(working(year.as_of - dt.timedelta(days=24)), 10), year.call
    yield moment(working(year.as_of - dt.timedelta(days=10)), 11), year.receive_applications
    yield moment(working(year.as_of - dt.timedelta(days=9)), 8), announce_terms
    yield moment(working(year.as_of - dt.timedelta(days=9)), 15), year.ring
