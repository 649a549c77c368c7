"""Counts absences under the three-absence rule (terms, M11), without queries or a clock.

The group reviews a membership that could not attend three consecutive meetings. This module defines what counts as a
meeting, as attending and as a run; `meetings.services` fetches the records and acts on the verdict.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from meetings.rules import ATTENDED, AttendanceRecord

TOLD_AT = 2
REVIEWED_AT = 3

Key = Hashable


@dataclass(frozen=True, slots=True)
class CountSettings:
    """The group's three settings for counting absences, all off by default (M11)."""

    substitute_counts: bool = False
    additional_do_not_count: bool = False
    holders_counted_alone: bool = False


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting confirmed as held; only these meetings are counted.

    It is counted by the settings in force on its day, so later changes do not affect earlier meetings.
    """

    key: Key
    on: dt.date
    is_additional: bool = False
    settings: CountSettings = CountSettings()


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's membership of a seat: its dates, and when the group last decided a review of it."""

    membership: Key
    seat: Key
    starts_on: dt.date
    ends_on: dt.date | None = None
    is_shared: bool = False
    decided_on: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the attendance record of one meeting."""

    meeting: Key
    membership: Key
    seat: Key
    record: AttendanceRecord
    was_invited: bool = True


Run = tuple[HeldMeeting, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The absences of one membership: the current run, and every run of three or more not yet decided."""

    membership: Key
    run: Run = ()
    long_runs: tuple[Run, ...] = ()

    @property
    def is_told(self) -> bool:
        """After two absences in a row the member and the co-ordinator get an e-mail (M11)."""
        return len(self.run) == TOLD_AT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do about the reviews of one membership."""

    withdraws: bool = False
    opens: Run = ()
    restates: Run = ()


def attended(record: AttendanceRecord, settings: CountSettings) -> bool:
    """Say whether a record counts as attending; a substitute counts only if the setting says so."""
    return record in ATTENDED or (settings.substitute_counts and record == AttendanceRecord.SUBSTITUTE)


def standings(
    meetings: Iterable[HeldMeeting],
    holdings: Iterable[Holding],
    records: Iterable[Kept],
) -> dict[Key, Standing]:
    """Return the absences of each membership after `meetings`, given in the order in which they were held."""
    counted = {one.key: one for one in meetings if not (one.is_additional and one.settings.additional_do_not_count)}
    own: dict[tuple[Key, Key], bool] = {}
    of_seat: dict[tuple[Key, Key], bool] = defaultdict(bool)
    for line in records:
        if line.was_invited and line.meeting in counted:
            came = attended(line.record, counted[line.meeting].settings)
            own[line.meeting, line.membership] = came
            of_seat[line.meeting, line.seat] |= came
    return {one.membership: _standing(one, counted.values(), own, of_seat) for one in holdings}


def _standing(holding, meetings, own, of_seat) -> Standing:
    """Count one membership; an attendance or a decided review ends a run (M11)."""
    runs: list[list[HeldMeeting]] = [[]]
    for meeting in meetings:
        if not _exists_for(holding, meeting) or (meeting.key, holding.membership) not in own:
            continue
        is_joint = holding.is_shared and not meeting.settings.holders_counted_alone
        if own[meeting.key, holding.membership] or (is_joint and of_seat[meeting.key, holding.seat]):
            runs.append([])
        else:
            runs[-1].append(meeting)
    long_runs = tuple(tuple(run) for run in runs if len(run) >= REVIEWED_AT)
    return Standing(holding.membership, run=tuple(runs[-1]), long_runs=long_runs)


def _exists_for(holding: Holding, meeting: HeldMeeting) -> bool:
    """Say whether a meeting counts for a membership: held while it lasted and after the last decided review."""
    return holding.covers(meeting.on) and (holding.decided_on is None or meeting.on > holding.decided_on)


def judge(standing: Standing, open_for: Sequence[dt.date] | None = None) -> Verdict:
    """Say which review a standing asks for; `open_for` holds the dates of the open review's run, or None without one.

    There is never more than one open review. It stays while one of the meetings it was opened for still lies in a run
    of three: an attendance after the third absence ends the run but not the review, which the group closes. Where a
    correction left no such run it is withdrawn, and another run of three opens another.
    """
    if open_for is None:
        return Verdict(opens=standing.long_runs[0] if standing.long_runs else ())
    was = set(open_for)
    for run in standing.long_runs:
        dates = [meeting.on for meeting in run]
        if was.intersection(dates):
            return Verdict(restates=() if dates == list(open_for) else run)
    return Verdict(withdraws=True, opens=standing.long_runs[0] if standing.long_runs else ())
