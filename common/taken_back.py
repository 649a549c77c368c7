"""Taking something back everywhere: each app clears its own copies, in the same transaction.

An app's `taken_back.py` is read when Django starts:

    @taken_back.words_of(Issue)
    def words(issue): return [issue.edited_text, ...]

    @taken_back.copies_of(Issue)
    def clear(issue, copies, now): ...

`copies` finds these words again wherever somebody copied them to (`common/taken_out.py`). The outbox is cleared here.
A redaction clears the copies of what it took out the same way (`redact_everywhere`).
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import models

from common.models import Redaction
from common.outbox import take_out_of_messages
from common.redactions import Taken, redact, take_out
from common.registry import Sources
from common.taken_out import Copies

Clearing = Callable[[Any, Copies, dt.datetime | None], object]  # (obj, copies, now)
Words = Callable[[Any], Iterable[str]]
_clearings: Sources[type, Clearing] = Sources()
_words: Sources[type, Words] = Sources()
_always: Sources[str, Callable[[dt.datetime | None], object]] = Sources()
always = _always.register("anything")  # (now): what cannot be searched for words, and goes whatever is taken back


def words_of(model: type[models.Model]) -> Callable[[Words], Words]:
    """Register a function `(obj)` that returns texts of an object which may have been copied."""
    return _words.register(model)


def copies_of(model: type[models.Model]) -> Callable[[Clearing], Clearing]:
    """Register a function `(obj, copies, now)` that is called when an object of `model` is taken back."""
    return _clearings.register(model)


def take_back(obj: models.Model, *, now: dt.datetime | None = None) -> None:
    """Let every app clear its copies of an object, and the outbox too."""
    copies = Copies([text for words in _words.of(type(obj)) for text in words(obj)])
    take_out(copies, [(Redaction.objects.filter(before__isnull=False), ("before",), ())])
    clear_copies(obj, copies, now=now)


def redact_everywhere(
    row: models.Model,
    taken: Taken,
    phrases: Iterable[str],
    reason: str,
    *,
    put_back: Collection[str] = (),
    now: dt.datetime | None = None,
) -> Redaction:
    """Record that words were taken out of a document, and let them go from every copy of the texts that held them."""
    redaction = redact(row, taken, reason, put_back=put_back, now=now)
    clear_copies(row, Copies.exactly(phrases, within=taken.before), now=now)
    return redaction


def clear_copies(obj: models.Model, copies: Copies, *, now: dt.datetime | None = None) -> None:
    """Let every app clear its copies of some words of an object, and the outbox too."""
    take_out_of_messages(copies)
    for let_go in _always.of("anything"):
        let_go(now)
    for clear in _clearings.of(type(obj)):
        clear(obj, copies, now)
