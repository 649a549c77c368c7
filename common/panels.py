"""What higher apps show on the page of an object, and no lower app has to know them.

An app's `panels.py` is read when Django starts:

    @panels.panel(Issue, "answers", template="answers/_issue_answers.html")
    def answers_of(issue, user): ...     # the template's context, or None where there is nothing to show

The page names its places and shows them with `{% panels found "answers" %}`.
"""

from dataclasses import dataclass

from common.registry import Sources

_panels = Sources()


@dataclass(frozen=True)
class Panel:
    """One piece of a page: a template and what it is written from."""

    template: str
    context: dict


def panel(model, place, *, template):
    """Register a function `(obj, user) -> context` that fills one place on the page of an object of `model`."""

    def register(context_of):
        _panels.register((model, place))((context_of, template))
        return context_of

    return register


def build(obj, user, *places):
    """Return {place: panels} for the places a page of `obj` has; each function is asked once."""
    return {place: list(_found(obj, user, place)) for place in places}


def _found(obj, user, place):
    for context_of, template in _panels.of((type(obj), place)):
        context = context_of(obj, user)
        if context is not None:
            yield Panel(template, context)
