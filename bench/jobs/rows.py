"""Which jobs there are, what each is measured by, and what it should reach. The goals are those of the project."""

from dataclasses import dataclass

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BOTH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True)
class Figure:
    """One figure of a job: its name in what the job gives back, its words, its unit, and the most or least it may be.

    With `is_below` it has to stay below the most.
    """

    name: str
    title: str
    unit: str
    most: float | None = None
    least: float | None = None
    is_below: bool = False

    @property
    def goal(self):
        """Return the goal in words, or "none"."""
        if self.most is not None:
            return f"{'<' if self.is_below else '<='} {self.most:,g} {self.unit}".rstrip()
        return "none" if self.least is None else f">= {self.least:,g} {self.unit}".rstrip()

    def is_met_by(self, value):
        """Say whether a value reaches the goal; None where there is none."""
        if self.most is not None:
            return value < self.most if self.is_below else value <= self.most
        return None if self.least is None else value >= self.least


@dataclass(frozen=True)
class Job:
    """Something measured by `measure` of a module of `bench.jobs` by its name, on one engine or on both."""

    name: str
    title: str
    figures: tuple[Figure, ...]
    engines: tuple[str, ...] = (SQLITE,)
    module: str = ""  # where it is another than the name


PAGES_OF_RESPONSES = (
    ("results", "results page", 50),
    ("crosstab", "a question by choice and group", 200),
    ("search", "25 newest answers in words", 20),
)
LISTS = ("issues", "you-said-we-did", "meetings", "consultations", "queue")
JOBS = (
    Job(
        "mail",
        "10,000 e-mails through the outbox, one worker process",
        (
            Figure("seconds", "until the last is sent", "s", most=20),
            Figure("twice", "sent twice", "", most=0),
            Figure("lost", "not sent", "", most=0),
            Figure("urgent", "longest wait of an urgent one behind them", "s", most=1),
        ),
        BOTH,
    ),
    Job(
        "start",
        "start of a task after commit, idle worker, Redis",
        (Figure("p95", "95 of 100 begin within", "ms", most=10), Figure("median", "half of them within", "ms")),
        (POSTGRESQL,),
    ),
    Job(
        "run",
        "./run, the embedded default",
        (
            Figure("again", "again, until the first page", "s", most=2),
            Figure("mb", "memory at rest of all its processes", "MB", most=350),
            Figure("cold", "cold, packages and libraries there", "s"),
        ),
    ),
    Job(
        "sheet",
        "a spreadsheet of 7,000 responses",
        (
            Figure("seconds", "until it is there", "s", most=2),
            Figure("mb", "memory that it adds", "MB", most=100),
            Figure("size", "its size", "MB"),
        ),
    ),
    Job(
        "million",
        "1,000,000 responses",
        (
            *(Figure(name, f"{title}, database", "ms", most=most) for name, title, most in PAGES_OF_RESPONSES),
            Figure("live", "live counts of ten questions by group, database", "ms"),
            Figure("first", "CSV, first byte", "s", most=1),
            Figure("rate", "CSV", "rows/s", least=100_000),
            Figure("mb", "CSV, memory that it adds", "MB", most=100),
        ),
        (POSTGRESQL,),
    ),
    Job(
        "fifty-thousand",
        "50,000 responses",
        (
            *(Figure(name, f"{title}, database", "ms", most=min(most, 50)) for name, title, most in PAGES_OF_RESPONSES),
            Figure("live", "live counts of ten questions by group, database", "ms"),
        ),
        module="million",
    ),
    Job(
        "lists",
        "lists with 100 times the rows",
        (
            Figure("queries", "queries more than with few", "", most=0),
            Figure("ratio", "the slowest: times the time", "x", most=1.3),
            *(Figure(f"ratio-{name}", f"{name}: times the time", "x") for name in LISTS),
        ),
    ),
    Job(
        "phone",
        "eight public pages on a slow phone line, 32 kB/s",
        (
            Figure("first", "first view, the largest", "kB", most=100),
            Figure("later", "later views, the largest", "kB", most=20),
            Figure("paint", "largest paint of a first view, the latest", "s", most=2.5),
            Figure("shift", "layout shift, the greatest", "", most=0.05, is_below=True),
        ),
    ),
    Job(
        "pdf",
        "a report as PDF",
        (
            Figure("ratio", "20 pages: times the engine alone on the same HTML", "x", most=1.3),
            Figure("engine", "20 pages: the engine alone", "s"),
            Figure("seconds", "20 pages: the portal", "s"),
            Figure("mb", "20 pages: memory of its process", "MB", most=150),
            Figure("pages", "pages of the short one", ""),
            Figure("long_seconds", "200 pages", "s", most=40),
            Figure("long_mb", "200 pages: memory of its process", "MB", most=600),
            Figure("long_pages", "pages of the long one", ""),
        ),
    ),
)


def chosen(names):
    """Return the jobs to measure: all, or those named."""
    return [job for job in JOBS if not names or job.name in names]
