"""The e-mails of a test, as Django's `mail.outbox` shows them: `mail.outbox[-1].body`."""

from types import SimpleNamespace

from common.models import Message


class Mailbox:
    """Reads the outbox anew each time it is asked."""

    @property
    def outbox(self):
        return [_as_email(message) for message in Message.objects.order_by("pk")]


def _as_email(message):
    return SimpleNamespace(to=[message.to], subject=message.subject, body=message.body_text)


mail = Mailbox()
