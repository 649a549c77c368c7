"""What the agencies of the sample year were asked, what they answered, and what came of their commitments."""

import datetime as dt

from answers.models import Commitment, FormalResponse, Presentation, YouSaidEntry
from answers.rules import AgreedWay, CameTrue, CommitmentStatus, EntryKind, ResponseStatus
from answers.services.came_true import promises_to_judge, say_whether_it_came_true
from answers.services.commitments import fail_commitment, finish_commitment, move_commitment
from answers.services.presentations import acknowledge_presentation, escalate_presentations
from answers.services.responses import post_response, save_response_draft
from answers.services.transcripts import confirm_transcribed, transcribe_response
from answers.services.you_said import publish_entry, save_entry
from common.documents import store_document
from common.marked_words import marks_left
from common.working_days import add_working_days, subtract_working_days
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import Resolution
from meetings.services.decided import present
from partnership.sample import words_answers as words
from partnership.sample.letter import scan_of
from partnership.sample.plan import moment, working
from partnership.sample.words_issues import ISSUES
from partnership.sample.year_of_issues import REOPENED_LATELY, STILL_OPEN

OFFICERS = {"send": "priya", "travel": "colin", "breaks": "janet", "health": "owen", "schools": "harriet"}
MOVED_REASON = "The new computer system starts later than planned."
PARTLY_TRUE = "It is better than before, but not every week."
NOT_KEPT_REASON = "Two caseworkers left, and six of ten plans came in time. The director will report to the group."


class AnswerYear:
    """The presentations by theme, and what follows each."""

    def __init__(self, cast, issue_year, dates, as_of):
        self.cast, self.issue_year, self.dates, self.as_of = cast, issue_year, dates, as_of
        self.presentations = {}

    def sent_on(self, row):
        """Return the day something is presented: three working days after its meeting, or quite lately."""
        if row.get("late_start"):
            return subtract_working_days(self.as_of, 7)
        return add_working_days(self.dates[row["meeting"]][0], 3)

    def present(self, row, now):
        theme = self.issue_year.themes[row["theme"]]
        self.presentations[row["theme"]] = present(
            key=f"presented-{row['theme']}",
            way=AgreedWay.MEETING,
            resolution=Resolution.objects.decided().get(theme=theme, presented_as=None),
            agreed_on=None,
            agreed_words="",
            agency=self.cast.agencies[row["agency"]],
            title=row["title"],
            covering_text=words.COVERING,
            items=[{"theme": theme, "ask": row["ask"]}],
            by=self.cast.coordinator,
            now=now,
        )

    def fresh(self, row):
        return Presentation.objects.get(pk=self.presentations[row["theme"]].pk)

    def officer(self, row):
        return self.cast.users[OFFICERS[row["agency"]]]

    def acknowledge(self, row, now):
        acknowledge_presentation(self.fresh(row), by=self.officer(row), now=now)

    def escalate(self, _row, now):
        escalate_presentations(now=now)

    def answer(self, row, now):
        """The officer drafts and posts; or the letter is entered and a second person confirms it."""
        presentation = self.fresh(row)
        answer = {
            "item": presentation.items.get(),
            "outcome": row["outcome"],
            "text": row["text"],
            "reason": row.get("reason", ""),
            "instead": row.get("instead", ""),
            "done": row.get("done", ""),
            "commitments": [
                {
                    "what": what,
                    "owner": who,
                    "due_on": working(now.date() + dt.timedelta(days=days)).isoformat(),
                    "how_seen": seen,
                }
                for what, who, days, seen, _ending in row["commitments"]
            ],
        }
        fields = {"summary": "", "answers": [answer], "version": 0, "now": now}
        if row.get("letter"):
            scan = scan_of(
                ["Marlshire Community Health Trust", "Dear steering group,", row["text"], "Head of equipment"]
            )
            letter = store_document(scan, name="letter-from-the-trust.png", now=now)
            draft = transcribe_response(
                presentation, letter=letter, letter_dated_on=now.date(), by=self.cast.coordinator, **fields
            )
            confirm_transcribed(draft, by=self.cast.second, now=now)
            return
        draft = save_response_draft(presentation, by=self.officer(row), **fields)
        post_response(draft, by=self.officer(row), now=now)

    def publish_entry(self, row, now):
        entry = self._entry_of(row)
        publish_confirmed(entry, by=self.cast.coordinator, now=now)

    def _entry_of(self, row):
        response = FormalResponse.objects.get(
            presentation=self.presentations[row["theme"]], status=ResponseStatus.POSTED
        )
        return YouSaidEntry.objects.get(answer__response=response)

    def hear_parents(self, row, now):
        for place, (theme, *_rest) in enumerate(ISSUES):
            is_silent = place in STILL_OPEN or place in REOPENED_LATELY
            if theme == row["theme"] and not is_silent and place in self.issue_year.issues:
                self.issue_year.judge(place, now)

    def end_commitment(self, row, place, ending, now):
        """A commitment is done, not kept, or its date is moved; "late" and "open" stay as they are."""
        commitment = self._commitment(row, place)
        by = self.officer(row)
        if ending == "done":
            finish_commitment(commitment, evidence=words.EVIDENCE[commitment.what], by=by, now=now)
            say_did(self._entry_of(row), row.get("but", ""), by=self.cast.coordinator, now=now)
        elif ending == "not kept":
            fail_commitment(commitment, reason=NOT_KEPT_REASON, by=by, now=now)
        elif ending == "moved":
            later = working(commitment.due_on + dt.timedelta(days=120))
            move_commitment(commitment, due_on=later, reason=MOVED_REASON, by=by, now=now)

    def _commitment(self, row, place):
        rows = Commitment.objects.filter(answer__item__presentation=self.presentations[row["theme"]])
        return rows.order_by("pk")[place]

    def hear_whether_it_came_true(self, row, now):
        """Some weeks after an answer, families say whether what is due or ended came true for them."""
        presented = self.presentations[row["theme"]]
        behind = Issue.objects.in_sight().filter(presentation_items__presentation=presented)
        for place, issue in enumerate(behind.exclude(status=IssueStatus.WITHDRAWN).order_by("pk").distinct()):
            verdict = CameTrue.PARTLY if place % 5 == 3 else CameTrue.YES
            for promise in promises_to_judge(issue, now=now):
                words = PARTLY_TRUE if verdict == CameTrue.PARTLY else ""
                say_whether_it_came_true(issue, promise, verdict=verdict, words=words, now=now)


def say_did(entry, but, *, by, now):
    """Once everything behind an entry is done, "we will" becomes "we did"; what could not be done stays said."""
    promised = list(entry.answer.commitments.order_by("finished_on", "pk"))
    if entry.kind != EntryKind.WILL or not all(one.status == CommitmentStatus.DONE for one in promised):
        return
    done = [f"{one.what}: done. {one.evidence}" for one in promised]
    _save_confirmed(entry, kind=EntryKind.DID, we_did="\n\n".join([*done, but] if but else done), by=by, now=now)


def publish_confirmed(entry, *, by, now):
    """Publish an entry; where its draft is marked somewhere, once somebody has said that it may stay."""
    if marks_left(entry.texts, known=entry.confirmed_words, names=entry.known_names):
        entry = _save_confirmed(entry, kind=entry.kind, we_did=entry.we_did, by=by, now=now)
    publish_entry(entry, by=by, now=now)


def _save_confirmed(entry, *, kind, we_did, by, now):
    words = {"you_said": entry.you_said, "we_did": we_did, "evidence": entry.evidence}
    ticked = [mark.key for mark in marks_left(words.values(), names=entry.known_names)]
    return save_entry(entry, kind=kind, version=entry.version, put_back=ticked, by=by, now=now, **words)


def events_of(year):
    """Yield (moment, function) for everything from a presentation to the end of its commitments."""
    for place, row in enumerate(words.PRESENTATIONS):
        sent = year.sent_on(row)
        yield moment(sent, 10, place), _bind(year.present, row)
        yield moment(add_working_days(sent, 2), 9, place), _bind(year.acknowledge, row)
        yield moment(add_working_days(sent, 21), 7, place), _bind(year.escalate, row)
        if row["wait"] is None:
            continue
        answered = add_working_days(sent, row["wait"])
        yield moment(answered, 15, place), _bind(year.answer, row)
        yield moment(add_working_days(answered, 3), 10, place), _bind(year.publish_entry, row)
        yield moment(add_working_days(answered, 12), 20, place), _bind(year.hear_parents, row)
        yield moment(add_working_days(answered, 60), 20, place), _bind(year.hear_whether_it_came_true, row)
        yield from _endings(year, row, answered, place)


def _endings(year, row, answered, minute):
    days_off = {"done": -6, "not kept": 8, "moved": -9}
    for place, (_what, _who, days, _seen, ending) in enumerate(row["commitments"]):
        if ending in days_off:
            due = working(answered + dt.timedelta(days=days))
            when = working(due + dt.timedelta(days=days_off[ending]))
            yield moment(when, 16, minute), _bind_ending(year, row, place, ending)


def _bind(function, row):
    return lambda now: function(row, now)


def _bind_ending(year, row, place, ending):
    return lambda now: year.end_commitment(row, place, ending, now)
