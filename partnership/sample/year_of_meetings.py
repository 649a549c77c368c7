"""The meetings of the sample year: agendas, papers, replies, attendance, declarations, minutes, resolutions."""

import datetime as dt
from functools import partial

from accounts.models import RespondentKind
from answers.services.commitments import finish_commitment
from common import clock
from common.rules import ToldHow
from common.working_days import add_working_days, subtract_working_days
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import AgendaItem, Meeting, Resolution
from meetings.rules import AttendanceRecord, Handling, ItemKind, MeetingFormat, MeetingKind, ReplyKind, Standing
from meetings.services import replies
from meetings.services.agenda import add_item, bring_up_to_date, publish_agenda, remove_item
from meetings.services.announcing import announce
from meetings.services.approval import approve_minutes, circulate_minutes
from meetings.services.attendance import add_in_attendance, confirm_held, record_attendance
from meetings.services.declarations import acknowledge_declaration, declare
from meetings.services.minutes import note_point, number_minutes, resolve, save_minute
from meetings.services.papers import add_paper, withdraw_paper
from meetings.services.planning import plan_additional, plan_year, set_chair
from meetings.services.questions import accept_question, answer_question, ask_question, not_ours_question
from members.selectors import waiting_for
from members.services.sendings import record_told
from partnership.sample import words_meetings as words
from partnership.sample import words_people
from partnership.sample.plan import moment, usual_meetings, working

MARKS = {
    "P": AttendanceRecord.PRESENT,
    "O": AttendanceRecord.ONLINE,
    "T": AttendanceRecord.PART,
    "A": AttendanceRecord.APOLOGIES,
    "N": AttendanceRecord.ABSENT,
    "S": AttendanceRecord.SUBSTITUTE,
}
REPLIES = {
    "P": ReplyKind.ATTEND,
    "O": ReplyKind.ONLINE,
    "T": ReplyKind.PART,
    "A": ReplyKind.APOLOGIES,
    "S": ReplyKind.SUBSTITUTE,
}
HANDLINGS = {"a": Handling.STAYED, "b": Handling.SPOKE, "c": Handling.LEFT}
LATER_RUNG = (words_people.STILL_TO_RING,)
TWO_HOURS = dt.timedelta(hours=2)


class MeetingYear:
    """The meetings, by index; `agencies` says to which agency each theme goes, `presented_after` when."""

    def __init__(self, cast, dates, agencies, presented_after):
        self.cast, self.dates, self.agencies, self.presented_after = cast, dates, agencies, presented_after
        self.meetings = []

    def fresh(self, index):
        meeting = Meeting.objects.get(pk=self.meetings[index].pk)
        self.meetings[index] = meeting
        return meeting

    def plan(self, index, now):
        """Plan one meeting, with its place and what the group decided about it."""
        day, kind = self.dates[index]
        starts_at = moment(day, 10)
        place = {
            "by": self.cast.coordinator,
            "now": now,
            "format": MeetingFormat.HYBRID,
            "venue": words.VENUE,
            "access_notes": words.ACCESS_NOTES,
            "getting_help": words.GETTING_HELP,
            "decided_by_group": "Agreed by the group at its meeting before",
        }
        if kind == MeetingKind.ADDITIONAL:
            meeting = plan_additional(words.PURPOSE, starts_at, starts_at + TWO_HOURS, **place)
        else:
            [meeting] = plan_year(day.year, {kind: (starts_at, starts_at + TWO_HOURS)}, **place)
        chair = self.cast.persons["eleanor" if index == 2 else "grace"]
        self.meetings.append(set_chair(meeting, chair, by=self.cast.coordinator, now=now))
        announce([self.fresh(index)], by=self.cast.coordinator, now=now)
        meeting = self.fresh(index)
        if index == len(words_people.MEMBERS[0][9]):
            self._reply(meeting, "nadia", "S", now)  # who cannot come to the meeting to come, and says so at once

    def plan_ahead(self, now):
        """Plan the meeting after the next one; it is announced later."""
        usual = usual_meetings(now.year, now.year + 2)
        day, kind = next(one for one in usual if one[0] > self.dates[-1][0])
        times = (moment(day, 10), moment(day, 10) + TWO_HOURS)
        plan_year(day.year, {kind: times}, venue=words.VENUE, by=self.cast.coordinator, now=now)

    def ring(self, now, but=()):
        """Ring the members whom no e-mail reaches, and tick off what was said; `but` are rung later."""
        told = {"how": ToldHow.TELEPHONE, "told_on": clock.today(now), "told_by": self.cast.coordinator.name}
        for key in words_people.RUNG:
            waiting = waiting_for([f"person.{self.cast.persons[key].pk}"], clock.today(now))
            if waiting and key not in but:
                last = max(one.pk for one in waiting)
                record_told(waiting[0], last=last, by=self.cast.coordinator, now=now, **told)

    def prepare(self, index, now):
        """Bring the agenda up to date, add papers, publish it six clear working days before."""
        by, meeting = self.cast.coordinator, self.fresh(index)
        bring_up_to_date(meeting, by=by, now=now)
        for item in meeting.items.filter(theme__isnull=False).select_related("theme").order_by("-number"):
            if self.presented_after.get(item.theme.name, index) > index:
                remove_item(item, by=by, now=now)
        for title, text, _minute, _resolutions in words.EXTRA_ITEMS.get(index, ()):
            add_item(meeting, title, ItemKind.DECIDE, text=text, lead="Co-ordinator", by=by, now=now)
        for item in meeting.items.filter(theme__isnull=False).select_related("theme"):
            self._add_paper(item, now)
        publish_agenda(self.fresh(index), by=by, now=now)
        if index == 0:
            self._withdraw_a_paper(meeting, now)

    def _withdraw_a_paper(self, meeting, now):
        """A late paper with letters was published, and withdrawn when somebody saw that it named a child."""
        title, text, why = words.WITHDRAWN_PAPER
        item, by = meeting.items.get(standing=Standing.REPORT), self.cast.coordinator
        paper = add_paper(item, title, text=text, urgency_reason="The letters came today", by=by, now=now)
        withdraw_paper(paper, why, by=by, now=now)

    def _add_paper(self, item, now):
        issues = Issue.objects.published().filter(theme=item.theme, status=IssueStatus.LOGGED).order_by("pk")
        lines = "\n".join(f"- {issue.edited_text}" for issue in issues)  # a paper is public: only what may be published
        add_paper(
            item,
            f"{item.theme.name}: what parents said",
            text=words.PAPER_TEXT.format(lines=lines or words.NONE_PUBLISHED),
            report_of="Co-ordinator",
            recommends="Note what was said, and decide whether to present it",
            by=self.cast.coordinator,
            now=now,
        )

    def reply(self, index, now):
        """Members answer the invitation; who comes for them is named."""
        meeting = self.fresh(index)
        for key, mark in self._marks(index):
            if mark in REPLIES:
                self._reply(meeting, key, mark, now, reason=self._reason(key, index) if mark == "A" else "")

    def _reply(self, meeting, key, mark, now, reason=""):
        named = {}
        if mark == "S":
            email = self._address_of_substitute(key)
            named = {"substitute_name": words_people.SUBSTITUTES[key], "substitute_email": email}
        by = self.cast.users[key]
        replies.reply(meeting, self.cast.memberships[key], REPLIES[mark], reason=reason, **named, by=by, now=now)

    def _marks(self, index):
        """Return (key, mark) for each member; for the meeting to come most have answered, some have not."""
        for row in words_people.MEMBERS:
            marks = row[9]
            if index < len(marks):
                yield row[0], marks[index]
            elif row[0] in {"grace", "tomasz", "fiona", "joy", "ruth", "gwen", "marian"}:
                yield row[0], "P"
            elif row[0] == "nadia":
                yield row[0], "S"

    def _address_of_substitute(self, key):
        """Return the address of a substitute who can sign in, to read the pack; the other has none."""
        names = {user.name: user.email for user in self.cast.users.values()}
        return names.get(words_people.SUBSTITUTES[key], "")

    @staticmethod
    def _reason(key, index):
        reasons = words_people.REASONS.get(key, ())
        row = next(row for row in words_people.MEMBERS if row[0] == key)
        missed = row[9][:index].count("A") + row[9][:index].count("N")
        return reasons[missed] if missed < len(reasons) else "Unwell."

    def hold(self, index, now):
        """Declare interests, take the register, confirm it."""
        by, meeting = self.cast.coordinator, self.fresh(index)
        if index == 4:
            self._declare(meeting, now)
        records = {}
        for key, mark in self._marks(index):
            substitute = words_people.SUBSTITUTES.get(key, "") if mark == "S" else ""
            reason = self._reason(key, index) if mark == "A" else ""
            records[self.cast.memberships[key].pk] = (MARKS[mark], substitute, reason)
        record_attendance(meeting, records, by=by, now=now)
        add_in_attendance(meeting, "Moira Tallis", role_title="Co-ordinator", by=by, now=now)
        if index in {1, 4}:
            add_in_attendance(meeting, "Carys", role_title="Young person", by=by, now=now)
        confirm_held(meeting, by=by, now=now)
        self._resolve(self.fresh(index), index, now)

    def _resolve(self, meeting, index, now):
        """Decide what is presented, and what the group agrees of its own papers; the minutes say the rest."""
        for item in meeting.items.filter(theme__isnull=False).select_related("theme"):
            if self.presented_after.get(item.theme.name) == index:
                text = words.THEME_RESOLUTION.format(agency=self.agencies[item.theme.name])
                resolve(item, text, theme=item.theme, by=self.cast.coordinator, now=now)
        report = meeting.items.filter(standing=Standing.REPORT).first()
        for text in words.PAPER_RESOLUTIONS.get(index, ()):
            resolve(report, text, by=self.cast.coordinator, now=now)

    def resolved(self, index, text):
        return Resolution.objects.get(item__meeting=self.meetings[index], text=text)

    def _declare(self, meeting, now):
        by = self.cast.coordinator
        items = {item.title: item for item in meeting.items.all()}
        for label, who, nature, title in words.DECLARATIONS:
            person = self.cast.persons.get(who)
            named = {"person": person} if person else {"name": who}
            declaration = declare(meeting, items[title], nature=nature, label=label, by=by, now=now, **named)
            acknowledge_declaration(declaration, HANDLINGS.get(label, Handling.STAYED), by=by, now=now)

    def write_minutes(self, index, now):
        """Write the minute of every item with what was noted and resolved, and send them round."""
        meeting, by = self.fresh(index), self.cast.coordinator
        extra = {title: (minute, resolutions) for title, _text, minute, resolutions in words.EXTRA_ITEMS.get(index, ())}
        for place, item in enumerate(meeting.items.select_related("theme")):
            self._write_item(item, index, place, extra, now)
        if index == 0:
            number_minutes(meeting, 556, by=by, now=now)
        circulate_minutes(self.fresh(index), by=by, now=now)

    def _write_item(self, item, index, place, extra, now):
        by = self.cast.coordinator
        text, resolutions = extra.get(item.title, (words.STANDING_MINUTES.get(item.standing, words.PLAIN_MINUTE), ()))
        if item.theme and item.theme.name in self.agencies:
            agency = self.agencies[item.theme.name]
            text = words.CAME_BACK_MINUTE.format(agency=agency)
            if self.presented_after[item.theme.name] == index:
                text = words.THEME_MINUTE.format(views=words.VIEWS[place % len(words.VIEWS)], agency=agency)
        save_minute(item, text, item.minute_version, by=by, now=now)
        for note in words.STANDING_NOTED.get(item.standing, ()):
            note_point(item, note.format(calls=118 + place * 7), by=by, now=now)
        for resolved, owner, days, _ending in resolutions:
            due_on = working(now.date() + dt.timedelta(days=days)) if owner else None
            ticked = [one for one in words.CONFIRMED if one in resolved.casefold()]
            resolve(item, resolved, owner, due_on, put_back=ticked, by=by, now=now)

    def approve(self, index, now):
        """The next meeting agrees the minutes; the second person records it."""
        approve_minutes(self.fresh(index), self.fresh(index + 1), by=self.cast.second, now=now)

    def finish_actions(self, index, now):
        """What a resolution asked for is done, with the evidence; what is still open stays so."""
        endings = {
            text: ending for _t, _x, _m, rows in words.EXTRA_ITEMS.get(index, ()) for text, _o, _d, ending in rows
        }
        for item in AgendaItem.objects.filter(meeting=self.meetings[index]):
            for resolution in item.resolutions.filter(commitment__isnull=False).select_related("commitment"):
                if endings.get(resolution.text) == "done":
                    finish_commitment(
                        resolution.commitment,
                        evidence="Reported to the group under matters arising.",
                        by=self.cast.coordinator,
                        now=now,
                    )

    def ask_questions(self, index, now):
        for place, asker, text, ending, _answer in words.QUESTIONS:
            if place == index:
                parent = RespondentKind.objects.standing_for(RespondentKind.PARENT)
                question = ask_question(self.fresh(index), text, asker, speaks_as=parent, now=now)
                if ending != "received":
                    accept_question(question, by=self.cast.coordinator, now=now)

    def answer_questions(self, index, now):
        by = self.cast.coordinator
        for question in self.fresh(index).questions.order_by("pk"):
            ending, answer = next(row[3:] for row in words.QUESTIONS if row[2] == question.text)
            if ending == "not_ours":
                not_ours_question(question, answer, by=by, now=now)
            elif ending in {"there", "writing"}:
                resolution = self._resolve_on(question, now)
                answer_question(question, answer, ending == "there", resolution=resolution, by=by, now=now)

    def _resolve_on(self, question, now):
        if question.text not in words.RESOLVED_ON:
            return None
        item = question.meeting.items.get(standing=Standing.QUESTIONS)
        return resolve(item, words.RESOLVED_ON[question.text], by=self.cast.coordinator, now=now)


def events_of(year, as_of):
    """Yield (moment, function) for everything that happens around the meetings."""
    for index, (day, _kind) in enumerate(year.dates):
        but = LATER_RUNG if index == len(year.dates) - 1 else ()
        # After the meeting before, when what it resolved has been presented: the agenda begins with what still waits.
        planned = add_working_days(year.dates[index - 1][0], 6) if index else day - dt.timedelta(days=45)
        planned = min(planned, as_of - clock.DAY)
        yield moment(planned, 9), _bind(year.plan, index)
        yield moment(planned, 15), partial(year.ring, but=but)
        asked = min(subtract_working_days(day, 6), as_of - clock.DAY)
        yield moment(asked, 17), _bind(year.ask_questions, index)
        published = subtract_working_days(day, 8)
        if published >= as_of:
            continue
        yield moment(published, 11), _bind(year.prepare, index)
        yield moment(published, 15), partial(year.ring, but=but)
        yield moment(subtract_working_days(day, 4), 18), _bind(year.reply, index)
        if day >= as_of:
            continue
        yield from _after(year, index, day, as_of)
    yield moment(as_of - clock.DAY, 16), year.plan_ahead


def _after(year, index, day, as_of):
    later = [
        (moment(day, 13), year.hold),
        (moment(add_working_days(day, 1), 10), year.answer_questions),
        (moment(add_working_days(day, 6), 16), year.write_minutes),
        (moment(day + dt.timedelta(days=75), 12), year.finish_actions),
    ]
    if index > 0:
        later.append((moment(day, 14), lambda _index, now: year.approve(index - 1, now)))
    but = LATER_RUNG if index == len(year.dates) - 2 else ()
    yield moment(add_working_days(day, 7), 11), partial(year.ring, but=but)
    yield from ((when, _bind(function, index)) for when, function in later if when.date() < as_of)


def _bind(function, index):
    return lambda now: function(index, now)
