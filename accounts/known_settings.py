"""The settings of the service, in the words an administrator chooses them by, and what may stand in each.

What holds where a setting was never changed stands in the `rules.py` of the app that asks for it.
"""

import re
from enum import Enum

from django.utils.translation import gettext_lazy

from common.errors import DomainError


class Kind(Enum):
    TEXT = gettext_lazy("Write words.")
    EMAIL = gettext_lazy("Write an e-mail address, for example help@example.org")
    ADDRESS = gettext_lazy("Write an address that begins with https:// or, on this portal, with /")
    NUMBER = gettext_lazy("Write a whole number from 1 to 999")
    SHARE = gettext_lazy("Write a share between 0 and 1, for example 0.5 for a half")
    SWITCH = gettext_lazy("Write yes or no")


KNOWN = {
    "service_name": (Kind.TEXT, gettext_lazy("Name of the service")),
    "help_line": (Kind.TEXT, gettext_lazy("Telephone number that families ring")),
    "text_number": (Kind.TEXT, gettext_lazy("Number that families send a text to")),
    "help_email": (Kind.EMAIL, gettext_lazy("E-mail address that families write to")),
    "paper_form": (Kind.ADDRESS, gettext_lazy("Address of the paper form")),
    "acknowledge_days": (Kind.NUMBER, gettext_lazy("Working days in which an issue is acknowledged")),
    "present_days": (Kind.NUMBER, gettext_lazy("Working days after a meeting in which an issue is presented")),
    "response_days": (Kind.NUMBER, gettext_lazy("Working days an agency has for its answer")),
    "escalate_days": (Kind.NUMBER, gettext_lazy("Working days after which the agency's manager is told")),
    "board_days": (Kind.NUMBER, gettext_lazy("Working days after which it is brought before the board")),
    "ask_after_weeks": (Kind.NUMBER, gettext_lazy("Weeks after a promised date until a parent is asked")),
    "answer_weeks": (Kind.NUMBER, gettext_lazy("Weeks in which a closed consultation's themes are answered")),
    "small_number": (Kind.NUMBER, gettext_lazy("Results hide how many people gave an answer below this number")),
    "papers_clear_days": (Kind.NUMBER, gettext_lazy("Clear working days between papers and meeting")),
    "draft_minutes_days": (Kind.NUMBER, gettext_lazy("Working days after a meeting until its draft minutes")),
    "question_clear_days": (Kind.NUMBER, gettext_lazy("Clear working days between a public question and the meeting")),
    "council_side_share": (Kind.SHARE, gettext_lazy("Share of the seats that the council's side may hold")),
    "substitute_counts": (Kind.SWITCH, gettext_lazy("A substitute's attendance counts as attending")),
    "additional_meetings_do_not_count": (Kind.SWITCH, gettext_lazy("An additional meeting missed does not count")),
    "shared_seat_counted_alone": (Kind.SWITCH, gettext_lazy("Each holder of a shared seat is counted alone")),
    "numbers_for_names": (Kind.SWITCH, gettext_lazy("Public records of meetings give numbers in place of names")),
}
SWITCHES = {"yes": True, "no": False}
SHAPES = {
    Kind.TEXT: r".+",
    Kind.EMAIL: r"[^@\s]+@[^@\s]+\.[^@\s]+",
    Kind.ADDRESS: r"(/(?!/)|https://)\S*",
    Kind.NUMBER: r"[1-9][0-9]{0,2}",
    Kind.SHARE: r"0(\.[0-9]+)?|1(\.0+)?",
    Kind.SWITCH: r"yes|no",
}


def read(name, text):
    """Return the value that somebody wrote for a setting. Raises DomainError, saying what to write, if it is none."""
    kind = KNOWN[name][0]
    text = text.strip().lower() if kind is Kind.SWITCH else text.strip()
    if not re.fullmatch(SHAPES[kind], text, re.ASCII if kind is Kind.NUMBER else 0):
        raise DomainError(kind.value, field="value")
    readers = {Kind.NUMBER: int, Kind.SHARE: float, Kind.SWITCH: SWITCHES.get}
    return readers.get(kind, str)(text)


def written(value):
    """Return a value as somebody would write it."""
    if isinstance(value, bool):
        return next(word for word, switched in SWITCHES.items() if switched is value)
    return str(value)


def choices():
    return [("", "---------"), *((name, words) for name, (_kind, words) in KNOWN.items())]
