"""What a step has done, in words for whoever took it: who was told, and what comes next."""

from django.utils.translation import gettext as _

from issues.emails import address_of, other_leads
from issues.rules import IssueStatus


def said_to_parent(issue):
    """Say truly whether the parent hears of it: nobody can write to somebody who left no address."""
    if address_of(issue):
        return _("The parent is sent an e-mail.")
    if issue.is_anonymous:
        return _("It is anonymous, so we cannot tell the parent. They can read it with their reference and secret.")
    if issue.contact_phone:
        return _("The parent left no e-mail address. Please tell them by phone.")
    return _("The parent left no e-mail address. They can read it with their reference and secret.")


def after_acknowledging(issue):
    next_one = _("Next: write the words that others may read.")
    return " ".join([_("Acknowledged."), said_to_parent(issue), next_one])


def after_editing(issue):
    if issue.is_published:
        return _("Saved. Everybody reads these words now.")
    if issue.status == IssueStatus.ACKNOWLEDGED and issue.share_with_group:
        return _("Saved. Next: log it for the group.")
    return _("Saved. What the parent wrote is kept beside it, unchanged.")


def after_consents(issue):
    if issue.share_with_group and issue.status == IssueStatus.ACKNOWLEDGED:
        return _("What the parent agrees to is kept. The group may see it, so it can be logged.")
    return _("What the parent agrees to is kept, with how you know.")


def after_logging(issue):
    if issue.theme_id:
        return _("Logged under its theme. Next: the group talks about it, and it is presented to the agency.")
    return _("Logged. Next: put it into a theme for an agenda, or present it to an agency.")


def after_grouping(issue):
    if issue.theme_id is None:
        return _("It stands in no theme now.")
    return _("It stands in the theme “%(theme)s” now.") % {"theme": issue.theme}


def after_hiding(by):
    words = _("Only the safeguarding leads can see it now.")
    if other_leads(by):
        return f"{words} {_('They are told by e-mail that it waits for them.')}"
    return f"{words} {_('Nobody else is a safeguarding lead today, so nobody was told. Please ask the administrator.')}"
