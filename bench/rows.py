"""What is measured, against which floor, and what it should reach. The goals are those of the project."""

from dataclasses import dataclass

FLOORS = {
    "template": "b: a small template, standard middleware",
    "list": "c: 25 of 100,000 rows, the count cached",
    "form": "d: a form",
    "post-one": "d: a post that writes one row",
    "post-five": "d: a post that writes 5 rows and reads 5",
}


@dataclass(frozen=True)
class Goal:
    """The least share of the floor, and the most queries and milliseconds; None where there is no goal."""

    ratio: float | None = None
    queries: int | None = None
    milliseconds: float | None = None

    def __str__(self):
        parts = [f">= {self.ratio}" if self.ratio else ""]
        parts += [f"<= {self.queries} queries" if self.queries else ""]
        parts += [f"<= {self.milliseconds:g} ms" if self.milliseconds else ""]
        return ", ".join(filter(None, parts)) or "none"


@dataclass(frozen=True)
class Row:
    """One page or post of the portal, as it is served; with `is_anew` no page is kept."""

    name: str
    title: str
    floor: str
    goal: Goal
    is_anew: bool = False


LIST = Goal(ratio=0.5, queries=8, milliseconds=8)
DETAIL = Goal(ratio=0.4, queries=12)
KEPT = Goal(ratio=0.85)
POST = Goal(ratio=0.5, queries=10)
DASHBOARD = Goal(queries=20, milliseconds=25)
NONE = Goal()

PAGES = (
    ("home", "home", NONE),
    ("issues", "issues", LIST),
    ("issue", "an issue with its thread", DETAIL),
    ("you-said-we-did", "you said, we did", LIST),
    ("meetings", "meetings", LIST),
    ("meeting", "a meeting", DETAIL),
    ("consultations", "consultations", LIST),
    ("results", "results of a consultation", NONE),
    ("members", "members", NONE),
    ("terms", "terms of reference", NONE),
    ("reports", "reports", NONE),
)
ROWS = (
    *(Row(name, title, "list", goal, is_anew=True) for name, title, goal in PAGES),
    *(Row(f"{name}-kept", f"{title}, kept", "template", KEPT) for name, title, _goal in PAGES),
    Row("raise-issue", "raise an issue, last post", "post-five", POST),
    Row("answer-page", "answer a page of a consultation", "post-five", POST),
    Row("staff-home", "front page of the co-ordinator", "list", DASHBOARD),
    Row("my-home", "front page of a member", "list", DASHBOARD),
)

# Goals that nothing here measures yet: what they ask for has to be made first.
NOT_MEASURED = (
    "a pack of 40 papers, 600 pages, as one PDF: the portal shows a pack as a page, and makes no PDF of it",
    "a search inside responses: the portal has none; the 25 newest answers in words stand for it",
    "`./run` cold without the system's libraries",
    "how long `.ci/run` and `./test` take",
    "the other portals that the goals were taken from",
)


def chosen(names):
    """Return the rows to measure: all, or those named. The name of a page stands for its kept row too."""
    return [row for row in ROWS if not names or {row.name, row.name.removesuffix("-kept")} & set(names)]
