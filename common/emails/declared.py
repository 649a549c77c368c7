"""What the portal sends: every e-mail, with when it is sent and to whom."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from common.registry import Registry

_declared = Registry("e-mails")
# Stands for every date and time in an example.
EXAMPLE_MOMENT = dt.datetime(2026, 3, 10, 10, 30, tzinfo=dt.UTC)


class Example(dict):
    """Stands for a row in an example: its fields by name, and the words it is shown by."""

    def __init__(self, words, **fields):
        super().__init__(fields)
        self.words = words

    def __str__(self):
        return str(self.words)


@dataclass(frozen=True)
class Email:
    """One e-mail. `example` fills its template where it is shown: words in brackets are filled in when it is sent.

    `is_from_library` says that the sign-in library decides when to send it.
    """

    name: str
    to: str
    when: str
    example: Mapping = field(default_factory=dict)
    is_from_library: bool = False
    group: str = ""

    @property
    def template(self):
        app, _dot, name = self.name.partition(".")
        return f"{app}/emails/{name}.txt"


def declare(group, *emails):
    """Register the e-mails an app sends, under the heading they are listed by.

    Raises ImproperlyConfigured for a name that is declared already.
    """
    for email in emails:
        _declared.add(email.name, replace(email, group=group))


def declared(name):
    """Return an e-mail by its name. Raises LookupError where no app declares it."""
    if name not in _declared:
        raise LookupError(f"No app declares an e-mail called {name}.")
    return _declared[name]


def every_email():
    """Return every e-mail the portal sends, in the order of the apps."""
    return list(_declared.values())
