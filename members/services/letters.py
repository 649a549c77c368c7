"""Mail to people of the group."""

from common.outbox import send_message


def write_to(person, subject, template, context, *, key, now=None):
    """Write to a person if they have an address; whoever has none hears from the co-ordinator."""
    if person.mail_address:
        send_message(
            to=person.mail_address,
            subject=subject,
            template=template,
            context={"person": person, **context},
            key=key,
            now=now,
        )
