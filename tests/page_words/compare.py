"""What differs between two walks, each change told once with the number of its pages."""

import difflib
import re
from collections import defaultdict

AROUND = 4
REFUSALS = {302, 403, 404}
SHOWN = 3


def pattern_of(address):
    """Return an address with what names one row taken out, so that sixty pages of one kind are one line."""
    path, _, query = address.partition("?")
    parts = ["#" if re.search(r"\d", part) else part for part in path.split("/")]
    return "/".join(parts) + ("?…" if query else "")


def renamed(address, names):
    """Return where an address of before is found after: `names` are pairs of its old and its new beginning."""
    for old, new in names:
        if address.startswith(old):
            return new + address.removeprefix(old)
    return address


def changes(before, after):
    """Yield (words before them, words gone, words come, words after them) between the lines of two pages."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    old, new = [], []
    for tag, one, two, three, four in matcher.get_opcodes():
        if tag == "equal":
            yield from word_changes(old, new)
            old, new = [], []
            continue
        old += " ".join(before[one:two]).split()
        new += " ".join(after[three:four]).split()
    yield from word_changes(old, new)


def word_changes(old, new):
    """Yield the changes of one place: words that only moved to another line, or drew apart, are none."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _tag, one, two, three, four in matcher.get_opcodes():
        if "".join(old[one:two]) != "".join(new[three:four]):
            yield (
                " ".join(old[max(0, one - AROUND) : one]),
                " ".join(old[one:two]),
                " ".join(new[three:four]),
                " ".join(old[two : two + AROUND]),
            )


class Differences:
    """The differences of two snapshots, grouped."""

    def __init__(self, before, after, names=()):
        self.gone, self.come, self.status = (defaultdict(list) for _ in range(3))
        self.words = defaultdict(set)
        self.compared = 0
        self.left_out = sorted({*before} ^ {*after})
        for role in sorted({*before} & {*after}):
            old = {renamed(address, names): answer for address, answer in before[role].items()}
            self._compare(role, old, after[role])

    def _compare(self, role, old, new):
        for address in sorted({*old, *new}):
            if address not in new:
                self._note(self.gone, role, address, old[address].status)
            elif address not in old:
                self._note(self.come, role, address, new[address].status)
            elif old[address].status != new[address].status:
                self.status[pattern_of(address), old[address].status, new[address].status].append((role, address))
            else:
                self.compared += 1
                for change in changes(old[address].lines, new[address].lines):
                    self.words[change].add((role, address))

    def _note(self, group, role, address, status):
        """Note an address that only one walk knew; who was refused there is told by those it is for."""
        if status not in REFUSALS:
            group[pattern_of(address), status].append((role, address))

    def __bool__(self):
        return any((self.gone, self.come, self.status, self.words))

    def lines(self):
        """Yield the report."""
        yield f"{self.compared} pages compared."
        if self.left_out:
            yield f"Only in one of the two: {', '.join(self.left_out)}."
        for title, groups in (("Another status", self.status), ("Gone", self.gone), ("New", self.come)):
            if groups:
                yield f"\n{title}:"
                for (pattern, *status), places in sorted(by_folder(groups).items()):
                    yield f"  {pattern} ({' -> '.join(map(str, status))}): {told(places)}"
        if self.words:
            yield "\nOther words:"
            yield from self._words()

    def _words(self):
        told_of = defaultdict(int)
        for change, places in sorted(self.words.items(), key=lambda item: (-len(item[1]), item[0])):
            patterns = tuple(sorted({pattern_of(address) for _role, address in places}))
            told_of[patterns] += 1
            if told_of[patterns] <= SHOWN:
                start, old, new, end = change
                yield f"  {told(places)}"
                yield f"      … {start} [- {old} -] [+ {new} +] {end} …"
        for patterns, count in told_of.items():
            if count > SHOWN:
                yield f"  and {count - SHOWN} more on {', '.join(patterns[:SHOWN])}"


def by_folder(groups):
    """Return the groups with those that only a name tells apart, such as a list's rows, put together."""
    folders = defaultdict(set)
    for pattern, *_status in groups:
        folders[folder_of(pattern)].add(pattern)
    together = defaultdict(list)
    for (pattern, *status), places in groups.items():
        folder = folder_of(pattern)
        together[f"{folder}…" if len(folders[folder]) > SHOWN else pattern, *status] += places
    return together


def folder_of(pattern):
    """Return the beginning that the addresses of one list share: /staff/lists/ of /staff/lists/areas/north/end/."""
    return "/".join(pattern.split("/")[:3]) + "/"


def told(places):
    """Return how many places there are, by whom, and the first of them."""
    roles = sorted({role for role, _address in places})
    return f"{len(places)} × as {', '.join(roles)}; such as {min(address for _role, address in places)}"
