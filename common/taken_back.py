"""Taking something back everywhere: each app says what it does with its copies, in the same transaction.

An app's `taken_back.py` is read when Django starts:

    @taken_back.copies_of(Issue)
    def clear(issue, now): ...
"""

from common.registry import Sources

_clearings = Sources()


def copies_of(model):
    """Register a function `(obj, now)` that is called when an object of `model` is taken back."""
    return _clearings.register(model)


def take_back(obj, *, now=None):
    """Call what every app does when `obj` is taken back."""
    for clear in _clearings.of(type(obj)):
        clear(obj, now)
