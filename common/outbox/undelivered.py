"""E-mails that could not be delivered for good, and why, in plain words."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.models import Message
from common.rules import MessageState

REFUSED_FOR_GOOD = re.compile(r"\(5\d\d,")
WORDS = {
    "SMTPRecipientsRefused": gettext_lazy("The mail server put this address off again and again."),
    "SMTPSenderRefused": gettext_lazy("The mail server does not take e-mails from our address."),
    "SMTPDataError": gettext_lazy("The mail server did not take what the e-mail says."),
    "SMTPServerDisconnected": gettext_lazy("The connection to the mail server broke off each time."),
    "TimeoutError": gettext_lazy("The mail server did not answer in time."),
    "BadHeaderError": gettext_lazy("The address or the subject cannot be written into an e-mail."),
    "ValueError": gettext_lazy("The address or the subject cannot be written into an e-mail."),
}


def undelivered():
    """Return the e-mails that could not be delivered for good, the newest first."""
    return Message.objects.filter(state=MessageState.FAILED).order_by("-created_at", "-pk")


def keys_undelivered(keys):
    """Return which of these keys of e-mails are those of one that could not be delivered for good."""
    return set(undelivered().filter(key__in=keys).values_list("key", flat=True))


def error_in_words(error):
    """Return in plain words why an e-mail could not be delivered: nothing the mail server said, which may name people.

    `error` is what the outbox wrote down: the name of the error, and what the mail server said.
    """
    name, _colon, said = error.partition(":")
    if name == "SMTPRecipientsRefused" and REFUSED_FOR_GOOD.search(said):
        return _("The mail server does not know this address, or no longer takes e-mails for it.")
    return str(WORDS.get(name, _("The mail server did not take the e-mail.")))
