"""Success messages of the steps: what was done, who was told, and what comes next."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.services.own_emails import has_stopped, topic_of
from issues.emails import address_of, is_reached_by_hand, other_leads
from issues.rules import IssueStatus


def said_to_parent(issue):
    """Say whether the parent will be e-mailed: some gave no address."""
    if has_stopped(address_of(issue), topic_of("issues.turns", issue.letter_id)):
        return _("The parent has stopped our e-mails about it. They can see this with their reference and secret.")
    if address_of(issue):
        return _("We'll e-mail the parent after 5pm.")
    if issue.is_anonymous:
        return _(
            "The issue is anonymous, so we cannot tell the parent. They can see this with their reference and secret."
        )
    if is_reached_by_hand(issue):
        return _("The parent gave no e-mail address. What to say will be in your list of parents to ring or write to.")
    return _("The parent gave no e-mail address. They can see this with their reference and secret.")


def after_acknowledging(issue):
    next_one = _("Next: edit what others may read.")
    return " ".join([_("Issue acknowledged."), said_to_parent(issue), next_one])


def after_editing(issue):
    if issue.may_publish and issue.status != IssueStatus.ACKNOWLEDGED:
        return _("Edited words saved. They are public once you have seen the page and published it.")
    if issue.status == IssueStatus.ACKNOWLEDGED and issue.share_with_group:
        return _("Edited words saved. Next: log the issue.")
    return _("Edited words saved. The parent's own words are unchanged.")


def after_consents(issue):
    if issue.share_with_group and issue.status == IssueStatus.ACKNOWLEDGED:
        return _("Consent recorded. The group can see the issue, so it can be logged.")
    return _("Consent recorded, with how the parent told you.")


def after_logging(issue):
    if issue.theme_id:
        return _("Issue logged under its theme. The group discusses it next, then it is presented to the agency.")
    return _("Issue logged. Next: choose a theme so that it goes on an agenda, or present it to an agency.")


def after_grouping(issue):
    if issue.theme_id is None:
        return _("Theme removed.")
    return _("Theme set to “%(theme)s”.") % {"theme": issue.theme}


def after_merging(issue):
    words = _("Issue merged into %(reference)s.") % {"reference": issue.merged_into.reference}
    return f"{words} {said_to_parent(issue)}"


def after_splitting(letter):
    words = ngettext("Letter split into %(n)s matter.", "Letter split into %(n)s matters.", letter.parts.count())
    next_one = _("Next: edit what others may read of each.")
    return " ".join([words % {"n": letter.parts.count()}, said_to_parent(letter), next_one])


def after_hiding(by):
    words = _("Issue put out of sight. Only the safeguarding leads can see it.")
    if other_leads(by):
        told = _("We've e-mailed them.")
    else:
        told = _("There is no other safeguarding lead today, so nobody was told. Please ask the administrator.")
    return f"{words} {told}"
