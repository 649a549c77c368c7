"""Heads that somebody outside kept, read from text: the file of heads, e-mails or a report, however they wrap."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from common.models import ChainDay

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY = re.compile(
    r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"
    r"|\b(?P<day2>\d\d?)/(?P<month2>\d\d?)/(?P<year2>\d{4})\b"
    rf"|\b(?P<day3>\d\d?)\s+(?P<name>{'|'.join(MONTHS)})[a-z]*\.?\s+(?P<year3>\d{{4}})\b",
    re.IGNORECASE,
)
DIGITS, GROUP = 64, 8
WORD = re.compile(r"[0-9A-Za-z]+")
APART = re.compile(r"[\s>=]+")  # a line break, also in an e-mail that quotes another or is kept as it was sent
OTHER = re.compile(r"[G-Zg-z]")
# What looks like a head: nearly all of it its digits, and longer than any other number in an e-mail or beside a day.
MOST_OTHER, LONG, LONG_BESIDE_A_DAY, MANY_GROUPS = 4, 48, 16, 4


@dataclass
class Kept:
    """The heads a text holds, by day, and the lines that look like a head and cannot be read."""

    heads: list[tuple[dt.date, str]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def read_heads(text: str) -> Kept:
    """Read each head with the day before it: in capitals, in groups, wrapped, with a day in figures or in words."""
    kept = Kept()
    days: list[re.Match[str] | None] = [None, *DAY.finditer(text)]
    ends = [found.start() for found in days if found] + [len(text)]
    for found, end in zip(days, ends, strict=True):
        _read_part(text, found.end() if found else 0, end, _day(found), kept)
    kept.heads = list(dict.fromkeys(kept.heads))
    return kept


def _day(found: re.Match[str] | None) -> dt.date | None:
    if found is None:
        return None
    year, month, day = (found[part] or found[f"{part}2"] for part in ("year", "month", "day"))
    if found["name"]:
        year, month, day = found["year3"], str(MONTHS.index(found["name"].lower()) + 1), found["day3"]
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read_part(text: str, start: int, end: int, day: dt.date | None, kept: Kept) -> None:
    """Read what stands between two days: the head of the first of them, if any."""
    for place, head in _found(text[start:end]):
        if day and head:
            kept.heads.append((day, head))
            day = None  # what comes next has no day of its own
        else:
            kept.unread.append(text.count("\n", 0, start + place) + 1)


def _found(part: str) -> Iterator[tuple[int, str]]:
    """Yield (place, head) of each head, with nothing for a head where it cannot be read."""
    words = list(WORD.finditer(part))
    at = 0
    while at < len(words):
        place, run = words[at].start(), _run(part, words[at : at + DIGITS])
        size = next((n for n in range(1, len(run) + 1) if len("".join(run[:n])) == DIGITS), 0)
        head = "".join(run[:size]).lower()
        groups = next((n for n, word in enumerate(run) if len(word) != GROUP), len(run))
        least = LONG if at else LONG_BESIDE_A_DAY
        if head and not OTHER.search(head):
            yield place, head
            at += size
        elif _is_like(run[0], least) or _is_like("".join(run[:groups]), GROUP * MANY_GROUPS):
            yield place, ""
            at += max(groups, 1)
        else:
            at += 1


def _run(part: str, words: list[re.Match[str]]) -> list[str]:
    """Return the first word and those after it that nothing but space parts, no more than make a head."""
    run = [words[0][0]]
    for before, word in itertools.pairwise(words):
        if sum(map(len, run)) >= DIGITS or not APART.fullmatch(part, before.end(), word.start()):
            break
        run.append(word[0])
    return run


def _is_like(word: str, least: int) -> bool:
    return len(word) >= least and len(OTHER.findall(word)) <= MOST_OTHER and any(map(str.isdigit, word))


def not_as_kept(kept: Kept) -> Iterator[tuple[dt.date, str]]:
    """Yield (day, what does not fit) of each head that is not, or not as it was kept, in the chain."""
    sealed = dict(ChainDay.objects.values_list("day", "head"))
    for day, head in kept.heads:
        if day not in sealed:
            yield day, f"{day}: a head was kept of this day, which is not in the chain"
        elif sealed[day] != head:
            yield day, f"{day}: the head is not the one that was kept: the chain was made again"


def compared(kept: Kept) -> str:
    """Say how many heads were compared, of which days, and how many days between have none that was kept."""
    days = {day for day, _head in kept.heads}
    sealed = set(ChainDay.objects.filter(day__range=(min(days), max(days))).values_list("day", flat=True))
    count = f"{len(kept.heads)} head{'s' if len(kept.heads) > 1 else ''} compared, from {min(days)} to {max(days)}."
    return f"{count} Of the {len(sealed)} sealed days in that span, {len(sealed - days)} are not in the file."
