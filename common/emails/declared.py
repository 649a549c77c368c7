"""What the portal sends: every e-mail, with when it is sent and to whom."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

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

    `is_from_library` says that the sign-in library decides when to send it. Of what goes to an address that somebody
    left, `stops` names the kind of e-mails it belongs to, which its reader can stop; or `stays` says why it cannot be
    stopped.
    """

    name: str
    to: str
    when: str
    example: Mapping = field(default_factory=dict)
    is_from_library: bool = False
    stops: str = ""
    stays: str = ""
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


def kind_in_words(name):
    """Return to whom and when an e-mail is sent, as the list of every e-mail says it; nothing of one that was sent."""
    email = _declared.get(name)
    return f"{email.to}: {email.when}" if email else _("Not recorded")


def group_of(name):
    """Return the heading an e-mail is listed under, for whoever it was sent to; nothing of one no app declares."""
    email = _declared.get(name)
    return email.group if email else ""


def masked_address(address):
    """Return an e-mail address that shows its first letter and its server alone: j...@example.org."""
    name, _at, server = address.rpartition("@")
    return f"{name[:1]}...@{server}"


def why_they_stay():
    """Return why some e-mails cannot be stopped, each reason once, in the order of the apps."""
    return list(dict.fromkeys(str(email.stays) for email in _declared.values() if email.stays))


def every_email():
    """Return every e-mail the portal sends, in the order of the apps."""
    return list(_declared.values())
