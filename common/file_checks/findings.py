"""What a check found in a file that keeps it from being taken."""

import dataclasses

MOST_LETTERS = 100_000  # that are read in a file: more would keep whoever sent it waiting
PARTLY = "partly"  # the key of words beside which there are others that no program has read


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing found: what it is, and where. `can_go`: it can be taken out where the person asks."""

    code: str
    place: str = ""
    name: str = ""
    can_go: bool = False


class Refused(Exception):
    """A file is not taken, and why."""

    def __init__(self, *findings):
        super().__init__(*findings)
        self.findings = findings


@dataclasses.dataclass(frozen=True)
class Sound:
    """A file as it is to be stored."""

    data: bytes
    key: str
    pages: int | None = None
