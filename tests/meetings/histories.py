"""Attendance histories written by hand, with what M11 asks for typed beside each; read by two tests.

A line is one membership, a mark one meeting, the first line of `meetings` says what kind of meeting each was:

    r regular   + additional   c cancelled   p postponed   u held, but not yet confirmed
    P in the room   O online   T for part of it   A apologies   N absent without apology   S a substitute came
    x not invited   . not (yet, or no longer) a member   | between two meetings: the group decided the review

Meetings are numbered from 1. `run` is how many in a row were missed at the end, `told` whether the kind letter at two
is due now, `review` the numbers of the meetings that an open review stands on, and `decided` how many were decided.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    run: int
    review: tuple[int, ...] = ()
    decided: int = 0

    @property
    def told(self):
        return self.run == 2


@dataclass(frozen=True)
class History:
    name: str
    meetings: str
    marks: dict[str, str]
    expected: dict[str, Expected]
    shared: tuple[str, ...] = ()
    settings: dict[str, bool] = field(default_factory=dict)
    refilled: tuple[str, ...] = ()

    def __str__(self):
        return self.name


def one(name, meetings, marks, run, review=(), decided=0, **settings):
    """Return a history of one membership on a seat of its own."""
    return History(name, meetings, {"Ann": marks}, {"Ann": Expected(run, review, decided)}, settings=settings)


def joint(name, meetings, marks, expected, **settings):
    """Return a history of several holders of one shared seat."""
    return History(name, meetings, marks, expected, shared=tuple(marks), settings=settings)


HISTORIES = [
    # --- what a run is
    one("nobody missed anything", "r r r r", "P P P P", run=0),
    one("one absence is one", "r r", "P A", run=1),
    one("two in a row are told", "r r r", "P A A", run=2),
    one("three in a row open a review", "r r r r", "P A A A", run=3, review=(2, 3, 4)),
    one("the first three meetings of a member open one too", "r r r", "A A A", run=3, review=(1, 2, 3)),
    one("an attendance between ends the run", "r r r r r", "A A P A A", run=2),
    one("two and two are not three", "r r r r r r", "A A P A A P", run=0),
    one("every other meeting missed is never a run", "r r r r r r", "A P A P A P", run=0),
    one("a fourth absence stays the same review", "r r r r", "A A A A", run=4, review=(1, 2, 3, 4)),
    one("seven absences are one review", "r r r r r r r", "A A A A A A A", run=7, review=(1, 2, 3, 4, 5, 6, 7)),
    one("coming to be heard ends the run, not the review", "r r r r", "A A A P", run=0, review=(1, 2, 3)),
    one("missing again while the review waits", "r r r r r r", "A A A P A A", run=2, review=(1, 2, 3)),
    one("never two open reviews at once", "r r r r r r r", "A A A P A A A", run=3, review=(1, 2, 3)),
    # --- what is attending
    one("online is attending", "r r r r", "A A O A", run=1),
    one("part of the meeting is attending", "r r r r", "A A T A", run=1),
    one("no apology is unable to attend, as with one", "r r r", "N A N", run=3, review=(1, 2, 3)),
    one("a substitute is unable to attend", "r r r", "A S A", run=3, review=(1, 2, 3)),
    one("three substitutes open a review", "r r r", "S S S", run=3, review=(1, 2, 3)),
    one("with the setting a substitute ends the run", "r r r r", "A A S A", run=1, substitute_counts=True),
    one("with the setting apologies still count", "r r r", "A A A", run=3, review=(1, 2, 3), substitute_counts=True),
    # --- which meetings exist for the count
    one("a cancelled meeting does not exist", "r c r", "A . A", run=2),
    one("a cancelled meeting does not break the run", "r r c r", "A A . A", run=3, review=(1, 2, 4)),
    one("a postponed meeting does not exist", "r p r r", "A . A P", run=0),
    one("an unconfirmed meeting does not exist yet", "r r u", "A A A", run=2),
    one("an unconfirmed attendance saves nobody yet", "r r r u", "A A A P", run=3, review=(1, 2, 3)),
    one("additional meetings count", "r + r", "A A A", run=3, review=(1, 2, 3)),
    one("coming to an additional meeting ends the run", "r r + r", "A A P A", run=1),
    one("by the setting additional ones do not count", "r + r", "A A A", run=2, additional_meetings_do_not_count=True),
    one(
        "by the setting coming to an additional one saves nobody",
        "r r + r",
        "A A P A",
        run=3,
        review=(1, 2, 4),
        additional_meetings_do_not_count=True,
    ),
    one("a meeting one was not invited to was not missed", "r + r", "A x A", run=2),
    one("nor does it break the run", "r r + r", "A A x A", run=3, review=(1, 2, 4)),
    # --- joining, leaving, refilling
    one("who joined after the first has not missed it", "r r r", ". A A", run=2),
    one(
        "who joined after the first is reviewed after three of their own", "r r r r", ". A A A", run=3, review=(2, 3, 4)
    ),
    History(
        "a refilled seat starts a new count",
        "r r r r",
        {"Ann": "A A . .", "Ben": ". . A A"},
        {"Ben": Expected(run=2)},
        refilled=("Ann", "Ben"),
    ),
    History(
        "the same person back on the seat starts a new count",
        "r r r r r",
        {"Ann": "A A . . .", "Ann again": ". . . A A"},
        {"Ann again": Expected(run=2)},
        refilled=("Ann", "Ann again"),
    ),
    # --- decisions
    one("a decision ends the run", "r r r", "A A A |", run=0, decided=1),
    one("after a decision the next held meeting is the first", "r r r r", "A A A | A", run=1, decided=1),
    one("two after a decision are told again", "r r r r r", "A A A | A A", run=2, decided=1),
    one("three after a decision open another", "r r r r r r", "A A A | A A A", run=3, review=(4, 5, 6), decided=1),
    one("the meeting that decided does not count", "r r r r r r", "A A A A | A A", run=2, decided=1),
    one("a cancelled one after a decision changes nothing", "r r r c r r", "A A A | . A A", run=2, decided=1),
    one("two decisions, two fresh starts", "r r r r r r r", "A A A | A A A | A", run=1, decided=2),
    # --- shared seats
    joint(
        "one holder of a shared seat is enough for both",
        "r r r",
        {"Ann": "P A P", "Ben": "A P A"},
        {"Ann": Expected(run=0), "Ben": Expected(run=0)},
    ),
    joint(
        "a holder who never comes is kept by the other",
        "r r r r",
        {"Ann": "P P P P", "Ben": "A A A A"},
        {"Ann": Expected(run=0), "Ben": Expected(run=0)},
    ),
    joint(
        "both away three times are both reviewed",
        "r r r r",
        {"Ann": "P A A N", "Ben": "A A S A"},
        {"Ann": Expected(run=3, review=(2, 3, 4)), "Ben": Expected(run=3, review=(2, 3, 4))},
    ),
    joint(
        "counted alone each holder stands by themselves",
        "r r r r",
        {"Ann": "P P P P", "Ben": "P A A A"},
        {"Ann": Expected(run=0), "Ben": Expected(run=3, review=(2, 3, 4))},
        shared_seat_counted_alone=True,
    ),
    joint(
        "a second holder who joins later has missed less",
        "r r r",
        {"Ann": "A A A", "Ben": ". A A"},
        {"Ann": Expected(run=3, review=(1, 2, 3)), "Ben": Expected(run=2)},
    ),
    joint(
        "a second holder's coming ends the first one's run",
        "r r r r",
        {"Ann": "A A A A", "Ben": ". . P A"},
        {"Ann": Expected(run=1), "Ben": Expected(run=1)},
    ),
    joint(
        "by the setting a substitute keeps the whole seat",
        "r r r",
        {"Ann": "A A S", "Ben": "A A A"},
        {"Ann": Expected(run=0), "Ben": Expected(run=0)},
        substitute_counts=True,
    ),
    joint(
        "a decision about one holder is not about the other",
        "r r r r",
        {"Ann": "A A A | A", "Ben": "A A A A"},
        {"Ann": Expected(run=1, decided=1), "Ben": Expected(run=4, review=(1, 2, 3, 4))},
    ),
    History(
        "two people on two seats have nothing to do with each other",
        "r r r",
        {"Ann": "A A A", "Ben": "P P P"},
        {"Ann": Expected(run=3, review=(1, 2, 3)), "Ben": Expected(run=0)},
    ),
]
