"""E-mails about an issue, to its parent and to the safeguarding leads."""

from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.selectors import holders_of
from common.outbox import send_message


def address_of(issue):
    """Return where the parent can be written to, or nothing."""
    return issue.contact_email or (issue.reporter.email if issue.reporter_id else "")


def tell_parent(issue, template, subject, *, key=None, **context):
    """Write to the parent, if they left an address; with a key, once for this issue."""
    email = address_of(issue)
    if not email:
        return None
    return send_message(
        to=email,
        subject=f"{issue.reference}: {subject}",
        template=template,
        context={"issue": issue, **context},
        key=f"issue-{issue.pk}-{key}" if key else None,
    )


def tell_parents(issue, template, subject, *, key=None, **context):
    """Write to the parent of an issue, and to those of the issues joined with it: they are followed as one."""
    for one in [issue, *issue.merged_issues.filter(is_hidden=False).select_related("reporter")]:
        tell_parent(one, template, subject, key=key, **context)


def other_leads(by):
    """Return the safeguarding leads of today but for one who acts now."""
    leads = holders_of(Role.SAFEGUARDING_LEAD)
    return leads.exclude(pk=by.pk) if by else leads


def tell_safeguarding_leads(issue, *, by):
    """Write at once to the leads that an issue waits for their decision; why is read on its page alone.

    Whoever put it out of sight knows.
    """
    for lead in other_leads(by):
        send_message(
            to=lead.email,
            subject=_("%(reference)s waits for your decision") % {"reference": issue.reference},
            template="issues/mail/out_of_sight",
            context={"issue": issue},
            urgent=True,
            is_date_only=issue.is_anonymous,
        )
