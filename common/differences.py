"""What changed between two texts, line by line, for people to read."""

from difflib import SequenceMatcher


def difference(theirs, mine):
    """Return [(kind, line)] where kind is "same", "theirs" (only in the current text) or "mine"."""
    left, right = theirs.splitlines(), mine.splitlines()
    lines = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [("same", line) for line in left[i1:i2]]
        else:
            lines += [("theirs", line) for line in left[i1:i2]]
            lines += [("mine", line) for line in right[j1:j2]]
    return lines
