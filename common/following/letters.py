"""The letters people get because of an address they left: about what they raised, asked or answered.

An app says in its `following.py` which things have such letters, and finds them for an address:

    following.letters.declare(LetterKind("issue", _("What happens to what you told us"), of=issues_at))

The e-mails that belong to them say so where they are declared (`Email(..., letters="issue")`); each that goes to such
an address and cannot be stopped says why (`stays`). `accounts.services.letters` sends them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from common.registry import Registry


@dataclass(frozen=True)
class LetterKind:
    """One kind of letters. `of` gives (key, title) of each thing that an address gets such letters about."""

    name: str
    label: str | Promise
    of: Callable[[str], Iterable[tuple[Any, str]]]


class LetterKinds(Registry[LetterKind]):
    def declare(self, *found: LetterKind) -> None:
        for kind in found:
            self.add(kind.name, kind)

    def of(self, address: str) -> list[tuple[LetterKind, str, str]]:
        """Return (kind, topic, title) of everything an address gets letters about."""
        return [
            (kind, f"{kind.name}:{key}", title) for kind in self.values() for key, title in kind.of(address.lower())
        ]


letters = LetterKinds("kinds of letters")
