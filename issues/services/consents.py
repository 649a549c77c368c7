"""What parents agree to, as they change it themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import taken_back
from common.errors import DomainError
from common.locking import locked
from issues.rules import IssueStatus
from issues.services.own_issues import teller
from issues.services.words import stays_apart, unpublish_issue


@transaction.atomic
def change_own_consents(issue, *, by=None, now=None, **agreed):
    """Keep what the parent agrees to now; `agreed` are the three consents, each given or withdrawn.

    What a withdrawn one allowed ends at once: the group or the agency no longer reads the edited words; without the
    one to publish they are public no more, and every copy of them goes. Raises DomainError for a withdrawn issue.
    """
    issue = locked(issue)
    if issue.status == IssueStatus.WITHDRAWN:
        raise DomainError(_("You have withdrawn this issue, and every consent with it."))
    before = {name: getattr(issue, name) for name in agreed}
    by = teller(issue, by)
    if not agreed["may_publish"]:
        issue = unpublish_issue(issue, by=by, now=now)
    for name, value in agreed.items():
        setattr(issue, name, value)
    issue.is_apart = stays_apart(issue)
    issue.save(update_fields=[*agreed, "is_apart"])
    audit.record("change_own_consents", issue, by, now=now, before=before, after=agreed)
    if before["may_publish"] and not agreed["may_publish"]:
        taken_back.take_back(issue, now=now)
    return issue
