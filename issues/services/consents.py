"""What parents agree to, as they change it themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import taken_back
from common.errors import DomainError
from common.locking import locked
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.own_issues import teller
from issues.services.words import stays_apart, unpublish_issue


@transaction.atomic
def change_own_consents(issue, *, by=None, now=None, **agreed):
    """Keep what the parent agrees to now; `agreed` are the three consents, each given or withdrawn.

    What a withdrawn one allowed ends at once: the group or the agency no longer reads the edited words; without the
    one to publish they are public no more, and every copy of them goes. They hold for every matter of a letter. Raises
    DomainError for a withdrawn issue.
    """
    letter = locked(issue.letter)
    if locked(issue).status == IssueStatus.WITHDRAWN:
        raise DomainError(_("You have withdrawn this issue, and every consent with it."))
    for one in all_of(letter):
        set_consents(one, agreed, verb="change_own_consents", by=teller(letter, by), now=now)
    issue.refresh_from_db()
    return issue


def all_of(letter):
    """Return a letter and its matters but for those withdrawn, locked: what is agreed to holds for the whole letter."""
    rows = Issue.objects.of_letter(letter).exclude(status=IssueStatus.WITHDRAWN)
    return list(rows.select_for_update())


def set_consents(issue, agreed, *, verb, by, now, reason=""):
    """Save the consents of one issue; without the one to publish it is public no more, and every copy goes."""
    if not agreed["may_publish"]:
        issue = unpublish_issue(issue, by=by, now=now)
    before = {name: getattr(issue, name) for name in agreed}
    for name, value in agreed.items():
        setattr(issue, name, value)
    issue.is_apart = stays_apart(issue)
    issue.save(update_fields=[*agreed, "is_apart"])
    audit.record(verb, issue, by, now=now, reason=reason, before=before, after=agreed)
    if before["may_publish"] and not agreed["may_publish"]:
        taken_back.take_back(issue, now=now)
