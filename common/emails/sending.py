"""How an e-mail is written: its template is rendered once for the subject and once for the text."""

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from common import outbox
from common.emails.declared import declared


def render_email(name, context, *, is_said=False):
    """Return (subject, text) of an e-mail. Nothing is escaped: it is no page.

    What is said to somebody by telephone (`is_said`) has neither greeting nor signature.
    """
    template = get_template(declared(name).template).template
    subject, text = (
        template.render(Context({"site_url": settings.SITE_URL, **context, "part": part}, autoescape=False))
        for part in ("subject", "said" if is_said else "text")
    )
    # The base ends in a line break of its own; one that was put in stays, and the outbox refuses it.
    return subject.removesuffix("\n"), text.strip("\n") + "\n"


def send_email(
    name, *, to, context=None, key=None, urgent=False, reply_to="", stop_url="", is_date_only=False, now=None
):
    """Write one declared e-mail to one address into the outbox, and return its message.

    The same `key` again returns the message that was written first, so that a reminder goes out once. `stop_url` is
    where one click stops such e-mails. `is_date_only` is for an e-mail that an anonymous submission caused: no time of
    day stays on its row.
    Raises LookupError for a name no app declares, DomainError for an address that is none and for a line break in
    address or subject.
    """
    subject, text = render_email(name, context or {})
    return outbox.write(
        kind=name,
        to=to,
        subject=subject,
        text=text,
        key=key,
        urgent=urgent,
        reply_to=reply_to,
        stop_url=stop_url,
        is_date_only=is_date_only,
        now=now,
    )
