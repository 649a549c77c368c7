"""E-mails about other versions of documents, to who asked and to the co-ordinator."""

from django.utils.translation import gettext_lazy as _

from accounts.emails import RECEIPT
from accounts.roles import Role
from accounts.selectors import holders_of
from accounts.services.own_emails import send_own_email
from common import clock
from common.emails import EXAMPLE_MOMENT, Email, declare, declared, send_email
from common.outbox import keys_undelivered

EXAMPLE = {
    "name": _("[name]"),
    "asked": {
        "reference": "OV-7",
        "title": _("[document]"),
        "in_words": _("[version]"),
        "address": "/reports/2026/",
        "due_on": EXAMPLE_MOMENT,
        "reason": _("[reason]"),
        "version": {"what": _("[what was sent]"), "made_from_on": EXAMPLE_MOMENT},
    },
    "address": _("[address]"),
    "last_day": EXAMPLE_MOMENT,
}
ASKER = _("The person who asked, if they gave an address")

declare(
    _("Other versions of documents"),
    Email(
        "involvement.version_asked",
        to=ASKER,
        when=_("Somebody asks for a document in another version"),
        example=EXAMPLE,
        stays=RECEIPT,
    ),
    Email(
        "involvement.version_waiting",
        to=_("The co-ordinator"),
        when=_("Somebody asks for a document in another version"),
        example=EXAMPLE,
    ),
    Email(
        "involvement.version_sent",
        to=ASKER,
        when=_("The version they asked for is sent"),
        example=EXAMPLE,
        stops="version",
    ),
    Email(
        "involvement.version_not_made",
        to=ASKER,
        when=_("The version they asked for cannot be made"),
        example=EXAMPLE,
        stops="version",
    ),
)


TO_ASKERS = ("involvement.version_asked", "involvement.version_sent", "involvement.version_not_made")


def key_of_email(name, asked):
    """Return the key of an e-mail to the person who asked."""
    return f"{name}.{asked.pk}"


def is_not_reached(asked):
    """Say whether an e-mail to the person who asked could not be delivered."""
    return bool(asked.email and keys_undelivered([key_of_email(name, asked) for name in TO_ASKERS]))


def tell_asker(asked, name, *, now=None, **context):
    """E-mail the person who asked, if they gave an address, and say whether nobody need tell them another way.

    Nobody need where they stopped our e-mails about it. No time of day is kept.
    """
    if not asked.email:
        return False
    context = {"name": asked.name, "asked": asked, **context}
    how = {"to": asked.email, "context": context, "key": key_of_email(name, asked), "is_date_only": True, "now": now}
    if declared(name).stops:
        send_own_email(name, about=[asked.pk], **how)
    else:
        send_email(name, **how)
    return True


def tell_coordinators(asked, *, now=None):
    for user in holders_of(Role.COORDINATOR, clock.today(now)):
        context = {"name": user.name, "asked": asked}
        key = f"involvement.version_waiting.{asked.pk}.user.{user.pk}"
        send_email("involvement.version_waiting", to=user.email, context=context, key=key, now=now)
