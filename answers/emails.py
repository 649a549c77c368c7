"""The e-mails about a presentation and what comes of it, to the agency's officers and manager."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.selectors import holders_of
from common.emails import EXAMPLE_MOMENT, Email, Example, declare
from members.models import OF_AGENCY
from members.services.sendings import Recipient, of_user, send

PRESENTATION = {
    "reference": "FP-12",
    "title": _("[presentation]"),
    "due_on": EXAMPLE_MOMENT,
    "agency": Example(_("[agency]"), escalation_name=_("[name]")),
    "get_absolute_url": "/presentations/FP-12/",
}
EXAMPLE = {"presentation": PRESENTATION}
OFFICERS = _("Every officer of the agency")

declare(
    _("Answers"),
    Email(
        "answers.presented_to_agency",
        to=OFFICERS,
        when=_("Something is presented to the agency (P11)"),
        example=EXAMPLE,
    ),
    Email(
        "answers.due_soon",
        to=OFFICERS,
        when=_("Five working days before an answer is due"),
        example=EXAMPLE,
    ),
    Email(
        "answers.escalated",
        to=_("The agency's named manager"),
        when=_("An answer is overdue (P11)"),
        example=EXAMPLE,
    ),
)


def officers_of(agency):
    """Return the people who answer for an agency today."""
    return holders_of(Role.OFFICER, grants__agency=agency)


def recipients_at(agency):
    """Return every officer of an agency; where it has none, the agency itself, which somebody rings or writes to."""
    officers = [replace(of_user(one), context={"officer": one}) for one in officers_of(agency)]
    return officers or [Recipient(f"{OF_AGENCY}{agency.pk}", agency.escalation_name or str(agency), "")]


def tell_officers(presentation, name, *, until=None, now=None):
    """Write to everybody who answers for the agency a presentation was made to, and keep who was reached."""
    key, about = presentation.sent_key + name, {"presentation": presentation}
    return send(name, recipients_at(presentation.agency), about, key=key, until=until, now=now)


def tell_manager(presentation, *, now=None):
    """Write to the named manager of the agency, who needs no account, that an answer is overdue."""
    agency = presentation.agency
    who, greeted = f"{OF_AGENCY}{agency.pk}", {"name": ""}  # its words greet the manager
    manager = Recipient(who, agency.escalation_name or str(agency), agency.escalation_email, context=greeted)
    name, about = "answers.escalated", {"presentation": presentation}
    return send(name, [manager], about, key=presentation.sent_key + name, now=now)
