"""What higher apps show on the page of an object, and no lower app has to know them.

An app's `panels.py` is read when Django starts:

    @panels.panel(Issue, "answers", template="answers/_issue_answers.html")
    def answers_of(issue, user): ...     # the template's context, or None where there is nothing to show

The page names its places and shows them with `{% panels found "answers" %}`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from common.registry import Sources

Context = dict[str, Any]
ContextOf = Callable[[Any, Any], Context | None]  # (obj, user)
_panels: Sources[tuple[type, str], tuple[ContextOf, str]] = Sources()


@dataclass(frozen=True)
class Panel:
    """One piece of a page: a template and what it is written from."""

    template: str
    context: Context


def panel(model: type[models.Model], place: str, *, template: str) -> Callable[[ContextOf], ContextOf]:
    """Register a function `(obj, user) -> context` that fills one place on the page of an object of `model`."""

    def register(context_of: ContextOf) -> ContextOf:
        _panels.register((model, place))((context_of, template))
        return context_of

    return register


def build(obj: models.Model, user: object, *places: str) -> dict[str, list[Panel]]:
    """Return {place: panels} for the places a page of `obj` has; each function is asked once."""
    return {place: list(_found(obj, user, place)) for place in places}


def _found(obj: models.Model, user: object, place: str) -> Iterator[Panel]:
    for context_of, template in _panels.of((type(obj), place)):
        context = context_of(obj, user)
        if context is not None:
            yield Panel(template, context)
