"""The three-absence rule (M11), counted on histories written by hand."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.absence import CountSettings, HeldMeeting, Holding, Kept, Standing, Verdict, judge, standings
from meetings.rules import AttendanceRecord
from tests.meetings.histories import HISTORIES

FIRST_DAY = dt.date(2024, 1, 15)
MARKS = {
    "P": AttendanceRecord.PRESENT,
    "O": AttendanceRecord.ONLINE,
    "T": AttendanceRecord.PART,
    "A": AttendanceRecord.APOLOGIES,
    "N": AttendanceRecord.ABSENT,
    "S": AttendanceRecord.SUBSTITUTE,
    "x": AttendanceRecord.ABSENT,
}


def day(number):
    return FIRST_DAY + dt.timedelta(days=30 * number)


def played(history):
    """Return {name: (standing, dates of the open review)} after the meetings were confirmed one by one."""
    play = Play(history)
    for number, kind in enumerate(history.meetings.split(), start=1):
        if kind in "r+":
            play.hold(number, is_additional=kind == "+")
        play.decide_after(number)
    return play


class Play:
    """Replays a history as a year would bring it: each meeting is confirmed, each review opened and decided."""

    def __init__(self, history):
        self.history = history
        self.columns = {name: line.replace("|", "").split() for name, line in history.marks.items()}
        self.meetings, self.records = [], []
        self.open, self.decided, self.decided_on = {}, dict.fromkeys(history.marks, 0), {}
        self.settings = CountSettings(
            substitute_counts=history.settings.get("substitute_counts", False),
            additional_do_not_count=history.settings.get("additional_meetings_do_not_count", False),
            holders_counted_alone=history.settings.get("shared_seat_counted_alone", False),
        )

    def seat(self, name):
        return "one seat" if name in self.history.shared + self.history.refilled else name

    def holding(self, name):
        there = [number for number, mark in enumerate(self.columns[name], start=1) if mark != "."]
        ends = max(there) if name in self.history.refilled and max(there) < len(self.columns[name]) else None
        return Holding(
            name,
            self.seat(name),
            starts_on=day(min(there)) - dt.timedelta(days=1),
            ends_on=day(ends) if ends else None,
            is_shared=name in self.history.shared,
            decided_on=self.decided_on.get(name),
        )

    def hold(self, number, *, is_additional):
        self.meetings.append(HeldMeeting(number, day(number), is_additional, self.settings))
        for name, column in self.columns.items():
            mark = column[number - 1]
            if mark != ".":
                self.records.append(Kept(number, name, self.seat(name), MARKS[mark], was_invited=mark != "x"))
        for name, standing in self.count().items():
            verdict = judge(standing, self.open.get(name))
            if verdict.withdraws:
                del self.open[name]
            if verdict.opens or verdict.restates:
                self.open[name] = [meeting.on for meeting in verdict.opens or verdict.restates]

    def decide_after(self, number):
        for name, line in self.history.marks.items():
            if decides_after(line, number):
                del self.open[name]
                self.decided[name] += 1
                self.decided_on[name] = day(number)

    def count(self):
        return standings(self.meetings, map(self.holding, self.columns), self.records)


def decides_after(line, number):
    """Say whether a "|" follows the mark of meeting `number`."""
    marks = line.split()
    return any(mark == "|" and sum(one != "|" for one in marks[:place]) == number for place, mark in enumerate(marks))


def test_there_are_at_least_35_histories_with_unique_names():
    assert len({history.name for history in HISTORIES}) == len(HISTORIES) >= 35


@pytest.mark.parametrize("history", HISTORIES, ids=str)
def test_each_history_gives_the_result_m11_requires(history):
    play = played(history)
    standing = play.count()
    for name, expected in history.expected.items():
        assert len(standing[name].run) == expected.run
        assert standing[name].is_told == expected.told
        assert play.open.get(name, []) == [day(number) for number in expected.review]
        assert play.decided[name] == expected.decided


# --- corrections, written as the history before and after


def standing_of(marks, meetings=None, **holding):
    columns = marks.split()
    held = [HeldMeeting(number, day(number)) for number in range(1, len(columns) + 1)]
    records = [Kept(number, "Ann", "seat", MARKS[mark]) for number, mark in enumerate(columns, start=1)]
    return standings(held, [Holding("Ann", "seat", FIRST_DAY, **holding)], records)["Ann"]


def dates(*numbers):
    return [day(number) for number in numbers]


def numbers(run):
    return tuple(meeting.key for meeting in run)


CORRECTIONS = [
    # after the correction, review open for, withdrawn?, another for, the same review now says
    ("P A A A", (2, 3, 4), False, (), ()),
    ("P A P A", (2, 3, 4), True, (), ()),
    ("P P A A", (2, 3, 4), True, (), ()),
    ("P A A O", (2, 3, 4), True, (), ()),
    ("A A A A", (2, 3, 4), False, (), (1, 2, 3, 4)),
    ("P A A A", (1, 2, 3, 4), False, (), (2, 3, 4)),
    ("A P A A A", (1, 2, 3), False, (), (3, 4, 5)),
    ("P P P A A A", (1, 2, 3), True, (4, 5, 6), ()),
    ("A A A P", (1, 2, 3), False, (), ()),
    ("A P A P", (1, 2, 3), True, (), ()),
    ("A A P A A A", (1, 2, 3), True, (4, 5, 6), ()),
    ("A A A P A A A", (5, 6, 7), False, (), ()),
    ("P A A", None, False, (), ()),
    ("P A A A", None, False, (2, 3, 4), ()),
    ("A A A P", None, False, (1, 2, 3), ()),
]


@pytest.mark.parametrize(("marks", "was_open", "withdraws", "opens", "restates"), CORRECTIONS)
def test_a_correction_recounts_the_run_of_absences(marks, was_open, withdraws, opens, restates):
    verdict = judge(standing_of(marks), None if was_open is None else dates(*was_open))
    assert (verdict.withdraws, numbers(verdict.opens), numbers(verdict.restates)) == (withdraws, opens, restates)


def test_each_meeting_is_counted_by_the_settings_of_its_day():
    settings = {1: CountSettings(), 2: CountSettings(), 3: CountSettings(substitute_counts=True)}
    held = [HeldMeeting(number, day(number), settings=of_day) for number, of_day in settings.items()]
    records = [Kept(number, "Ann", "seat", AttendanceRecord.SUBSTITUTE) for number in (1, 2, 3)]
    holding = Holding("Ann", "seat", FIRST_DAY)
    assert numbers(standings(held[:2], [holding], records)["Ann"].run) == (1, 2)
    assert standings(held, [holding], records)["Ann"].run == ()


def test_a_meeting_on_the_day_of_the_review_decision_is_not_counted():
    assert standing_of("A A A", decided_on=day(2)).run == (HeldMeeting(3, day(3)),)


def test_a_meeting_after_the_membership_ended_is_not_counted():
    assert numbers(standing_of("A A A", ends_on=day(2)).run) == (1, 2)


def test_a_member_who_joins_on_the_day_of_a_meeting_is_expected_at_it():
    held = [HeldMeeting(1, day(1))]
    records = [Kept(1, "Ann", "seat", AttendanceRecord.APOLOGIES)]
    assert len(standings(held, [Holding("Ann", "seat", day(1))], records)["Ann"].run) == 1


def test_a_member_without_attendance_records_has_no_absences():
    assert standings([HeldMeeting(1, day(1))], [Holding("Ann", "seat", FIRST_DAY)], []) == {"Ann": Standing("Ann")}


# --- properties that hold for every history


any_marks = st.lists(st.sampled_from("PAONST"), max_size=12).map(" ".join)


@given(any_marks)
def test_the_run_is_the_number_of_meetings_since_the_last_attendance(marks):
    tail = marks.replace(" ", "")
    stripped = tail.rstrip("ANS")
    assert len(standing_of(marks).run) == len(tail) - len(stripped)


@given(any_marks)
def test_a_review_is_due_only_after_three_absences_in_a_row(marks):
    missed = "".join("-" if mark in "ANS" else "+" for mark in marks.replace(" ", ""))
    assert bool(judge(standing_of(marks)).opens) == ("---" in missed)


@given(any_marks)
def test_the_outcome_does_not_depend_on_the_order_of_records(marks):
    """Counting twice changes nothing."""
    standing = standing_of(marks)
    first = judge(standing)
    if first.opens:
        assert judge(standing, [meeting.on for meeting in first.opens]) == Verdict()
    else:
        assert first == Verdict()


@given(st.lists(st.tuples(st.sampled_from("PAS"), st.sampled_from("PAS")), max_size=10))
def test_a_shared_seat_never_has_more_absences_than_one_holder_alone(pairs):
    held = [HeldMeeting(number, day(number)) for number in range(1, len(pairs) + 1)]
    records = [
        Kept(number, name, "seat", MARKS[mark])
        for number, pair in enumerate(pairs, start=1)
        for name, mark in zip(("Ann", "Ben"), pair, strict=True)
    ]
    both = [Holding(name, "seat", FIRST_DAY, is_shared=True) for name in ("Ann", "Ben")]
    together = standings(held, both, records)
    counted_alone = CountSettings(holders_counted_alone=True)
    alone = standings([replace(meeting, settings=counted_alone) for meeting in held], both, records)
    assert together["Ann"].run == together["Ben"].run
    for name in ("Ann", "Ben"):
        assert len(together[name].run) <= len(alone[name].run)


@given(st.lists(st.lists(st.sampled_from("PAS"), min_size=7, max_size=7), min_size=1, max_size=6))
def test_after_any_corrections_a_review_is_open_only_for_a_run_of_three(versions):
    """Each version is the whole record after one more correction; the order in which it came does not matter."""
    open_for = None
    for marks in versions:
        standing = standing_of(" ".join(marks))
        verdict = judge(standing, open_for)
        if verdict.withdraws:
            open_for = None
        run = verdict.opens or verdict.restates
        open_for = [meeting.on for meeting in run] if run else open_for
        long_runs = [[meeting.on for meeting in run] for run in standing.long_runs]
        assert (open_for is not None) == bool(long_runs)
        assert open_for is None or open_for in long_runs
        assert judge(standing, open_for) == Verdict()


@given(any_marks, st.integers(min_value=0, max_value=12))
def test_a_decided_review_clears_absences_up_to_its_day_only(marks, decided_after):
    decided = standing_of(marks, decided_on=day(decided_after))
    rest = marks.split()[decided_after:]
    assert len(decided.run) == len(standing_of(" ".join(rest)).run)
    assert all(meeting.on > day(decided_after) for run in decided.long_runs for meeting in run)
