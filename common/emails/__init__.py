"""The kit of e-mails: each is declared once, its subject and text lie in one template, and it goes through the outbox.

An app's `emails.py` is read when Django starts:

    declare(_("Meetings"), Email("meetings.invitation", to=_("Members"), when=_("An agenda is published")))

Its template is `templates/meetings/emails/invitation.txt`, with the blocks `subject` and `text` in `emails/base.txt`:

    send_email("meetings.invitation", to=member.email, context={"meeting": meeting}, key=f"meetings.invitation.{pk}")
"""

from common.emails.declared import (
    EXAMPLE_MOMENT,
    Email,
    Example,
    declare,
    declared,
    every_email,
    group_of,
    kind_in_words,
    masked_address,
    why_they_stay,
)
from common.emails.sending import render_email, send_email

__all__ = [
    "EXAMPLE_MOMENT",
    "Email",
    "Example",
    "declare",
    "declared",
    "every_email",
    "group_of",
    "kind_in_words",
    "masked_address",
    "render_email",
    "send_email",
    "why_they_stay",
]
