"""Words that were taken back are not sent, and are not kept with what was sent."""

from common.models import Message
from common.taken_out import Copies

TEXTS = ("subject", "body_text", "body_html")


def take_out_of_messages(copies: Copies) -> None:
    """Take words out of every e-mail whose text is still here, whether it waits or was sent."""
    for message in Message.objects.exclude(body_text="", body_html="").iterator():
        changed = [name for name in TEXTS if copies.are_in(getattr(message, name))]
        for name in changed:
            setattr(message, name, copies.take_out(getattr(message, name)))
        if changed:
            message.save(update_fields=changed)
