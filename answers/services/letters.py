"""E-mails about a presentation, to those who answer for its agency."""

from accounts.roles import Role
from accounts.selectors import holders_of
from common.outbox import send_message


def officers_of(agency):
    """Return the people who answer for an agency today."""
    return holders_of(Role.OFFICER, grants__agency=agency)


def tell_officers(presentation, template, subject, *, key=None):
    """Write to everybody who answers for the agency a presentation was made to."""
    for officer in officers_of(presentation.agency):
        send_message(
            to=officer.email,
            subject=f"{presentation.reference}: {subject}",
            template=template,
            context={"presentation": presentation, "officer": officer},
            key=f"presentation-{presentation.pk}-{key}-{officer.pk}" if key else None,
        )
