"""What happens when somebody takes a list away as a file.

`common/` knows neither the audit trail nor whose a file is: the app that does registers its answers.

    @taken.answers("recorded")
    def record(view, file, rows): ...       # an entry in the audit trail
    @taken.answers("too_long")
    def offer(view): ...                    # the response for an Excel file that is too long to wait for
"""

from collections.abc import Callable
from typing import Any

from common.registry import Registry

_asked: Registry[Callable[..., Any]] = Registry("answers to a list that is taken")
answers = _asked.register


def ask(what: str, *about: Any) -> Any:
    return _asked[what](*about)


def filters_of(view: Any) -> list[str]:
    """Return which of its filters narrow a list: their names alone, as what was typed may name somebody."""
    filterset = getattr(view, "filterset", None)
    known = {*(filterset.filters if filterset else ()), *view.narrowed_by}
    return sorted(name for name in known if view.request.GET.get(name))
