"""From what was measured to ratios, and whether they reach what they should."""

from dataclasses import asdict, dataclass
from statistics import median

from bench.rows import Row

# By so much of its recorded ratio a row may fall in a short run: other programs use the machine too.
TOLERANCE = 0.3


@dataclass(frozen=True)
class Round:
    """Floor and ours, measured one after the other. Processor milliseconds a request, or requests a second."""

    floor: float
    ours: float


def share_by_time(rounds):
    """Return what ours is of the floor's speed: the median over the rounds, of each with its own floor."""
    return median(each.floor / each.ours for each in rounds)


def share_by_rate(rounds):
    return median(each.ours / each.floor for each in rounds)


@dataclass(frozen=True)
class Result:
    """What one row came to. `milliseconds` is processor time of the application; rates are there in a full run."""

    row: Row
    engine: str
    queries: int
    milliseconds: float
    floor_milliseconds: float
    ratio: float
    per_second: float | None = None
    floor_per_second: float | None = None

    @classmethod
    def of(cls, row, engine, queries, times, rates=()):
        return cls(
            row,
            engine,
            queries,
            median(each.ours for each in times),
            median(each.floor for each in times),
            share_by_rate(rates) if rates else share_by_time(times),
            median(each.ours for each in rates) if rates else None,
            median(each.floor for each in rates) if rates else None,
        )

    @property
    def short_of_goal(self):
        """Return in words what does not reach its goal, or nothing."""
        goal = self.row.goal
        short = []
        if goal.ratio is not None and self.ratio < goal.ratio:
            short.append("ratio")
        if goal.queries is not None and self.queries > goal.queries:
            short.append("queries")
        if goal.milliseconds is not None and self.milliseconds > goal.milliseconds:
            short.append("ms")
        return ", ".join(short)

    @property
    def has_met_goal(self):
        """Whether the goal is met; None where the row has none."""
        return None if str(self.row.goal) == "none" else not self.short_of_goal

    def is_worse_than(self, recorded):
        """Say whether the ratio fell below what was recorded by more than the tolerance; False if nothing was."""
        return recorded is not None and self.ratio < recorded * (1 - TOLERANCE)

    def as_json(self, recorded=None):
        goal = asdict(self.row.goal)
        own = {name: value for name, value in asdict(self).items() if name != "row"}
        return {
            "name": self.row.name,
            "title": self.row.title,
            "floor": self.row.floor,
            **own,
            "goal": goal,
            "has_met_goal": self.has_met_goal,
            "short_of_goal": self.short_of_goal,
            "recorded": recorded,
            "is_worse_than_recorded": self.is_worse_than(recorded),
        }


def fallen_short(results, recorded=None):
    """Return the names of the rows that fail the run: in a short one by what is recorded, in a full one by the goal."""
    if recorded is None:
        return [result.row.name for result in results if result.short_of_goal]
    return [result.row.name for result in results if result.is_worse_than(recorded.get(result.row.name))]
