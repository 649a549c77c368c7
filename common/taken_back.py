"""What is taken back is gone everywhere: each app says what it does with its copies, in the same transaction.

An app's `taken_back.py` is read when Django starts:

    @taken_back.copies_of(Issue)
    def clear(issue, now): ...
"""

_clearings = {}


def copies_of(model):
    """Register a function `(obj, now)` that is called when an object of `model` is taken back."""

    def register(clear):
        functions = _clearings.setdefault(model, [])
        if clear not in functions:
            functions.append(clear)
        return clear

    return register


def take_back(obj, *, now=None):
    """Let every app do what it does when `obj` is taken back."""
    for clear in _clearings.get(type(obj), ()):
        clear(obj, now)
