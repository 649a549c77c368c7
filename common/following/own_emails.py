"""The e-mails people get because of an address they left: about what they raised, asked or answered.

An app says in its `following.py` which things have such e-mails, and finds them for an address:

    following.own_emails.declare(EmailKind("issue", _("What happens to what you told us"), of=issues_at))

The e-mails that belong to them say so where they are declared (`Email(..., stops="issue")`); each that goes to such
an address and cannot be stopped says why (`stays`). `accounts.services.own_emails` sends them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from common.registry import Registry


@dataclass(frozen=True)
class EmailKind:
    """One kind of e-mails. `of` gives (key, title) of each thing that an address gets such e-mails about."""

    name: str
    label: str | Promise
    of: Callable[[str], Iterable[tuple[Any, str]]]


class EmailKinds(Registry[EmailKind]):
    def declare(self, *found: EmailKind) -> None:
        for kind in found:
            self.add(kind.name, kind)

    def of(self, address: str) -> list[tuple[EmailKind, str, str]]:
        """Return (kind, topic, title) of everything an address gets e-mails about."""
        return [
            (kind, f"{kind.name}:{key}", title) for kind in self.values() for key, title in kind.of(address.lower())
        ]


own_emails = EmailKinds("kinds of e-mails")
