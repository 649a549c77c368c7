"""The e-mails about an issue, to its parent and to the safeguarding leads."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.selectors import holders_of
from common.emails import EXAMPLE_MOMENT, Email, declare, send_email

EXAMPLE = {
    "issue": {"reference": "PPS-123", "acknowledge_by_on": EXAMPLE_MOMENT, "share_with_group": True},
    "secret": _("[secret]"),
    "note": _("[what the co-ordinator writes]"),
    "reason": _("[reason]"),
    "to": _("[who can help]"),
    "address": _("[link]"),
    "draft": {"expires_on": EXAMPLE_MOMENT},
}
PARENT = _("The parent, if they gave an address")
PARENTS = _("The parent, and the parents of issues merged with it")

declare(
    _("Issues"),
    Email(
        "issues.draft_saved",
        to=_("The person who started to raise an issue"),
        when=_("They ask for a link to finish it later"),
        example=EXAMPLE,
    ),
    Email("issues.received", to=PARENT, when=_("An issue is received"), example=EXAMPLE),
    Email("issues.acknowledged", to=PARENT, when=_("The co-ordinator has read it (P9)"), example=EXAMPLE),
    Email("issues.signposted", to=PARENTS, when=_("Somebody else can help"), example=EXAMPLE),
    Email("issues.merged", to=PARENT, when=_("It is merged with an earlier issue"), example=EXAMPLE),
    Email("issues.another_merged", to=PARENT, when=_("A later issue is merged with theirs"), example=EXAMPLE),
    Email("issues.separated", to=PARENT, when=_("An issue merged by mistake is separated again"), example=EXAMPLE),
    Email("issues.closed", to=PARENTS, when=_("An issue is closed"), example=EXAMPLE),
    Email(
        "issues.out_of_sight",
        to=_("The safeguarding leads, except the one who did it"),
        when=_("An issue is put out of sight"),
        example=EXAMPLE,
    ),
)


def address_of(issue):
    """Return where the parent can be written to, or nothing: an account that was closed is not written to."""
    has_account = issue.reporter_id and issue.reporter.is_active
    return issue.contact_email or (issue.reporter.email if has_account else "")


def tell_parent(issue, name, *, key=None, **context):
    """Write to the parent, if they left an address; with a key, once for this issue."""
    email = address_of(issue)
    if not email:
        return None
    key = f"issue-{issue.pk}-{key}" if key else None
    return send_email(name, to=email, context={"issue": issue, **context}, key=key)


def tell_parents(issue, name, *, key=None, **context):
    """Write to the parent of an issue, and to those of the issues merged into it: they are followed as one."""
    for one in [issue, *issue.merged_issues.in_sight().select_related("reporter")]:
        tell_parent(one, name, key=key, **context)


def other_leads(by):
    """Return today's safeguarding leads, leaving out the person who is acting."""
    leads = holders_of(Role.SAFEGUARDING_LEAD)
    return leads.exclude(pk=by.pk) if by else leads


def tell_safeguarding_leads(issue, *, by):
    """Write at once to the leads that an issue waits for their decision; why is read on its page alone.

    Whoever put it out of sight knows.
    """
    for lead in other_leads(by):
        send_email(
            "issues.out_of_sight",
            to=lead.email,
            context={"issue": issue},
            urgent=True,
            is_date_only=issue.is_anonymous,
        )
