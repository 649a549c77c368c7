"""What parents do with their own issue: track it, add it to their list, withdraw it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import taken_back
from common.errors import DomainError
from common.locking import locked
from common.references import secret_matches
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.moves import move_issue
from issues.services.secrets import tidied

# Withdrawn means that nobody else reads it any more.
TAKEN_BACK = dict.fromkeys(("is_published", "share_with_group", "share_with_agency", "may_publish"), False)


def find_issue(reference, secret):
    """Return the issue of a reference and its secret, or None, which does not tell which of the two was wrong."""
    issue = Issue.objects.filter(reference=reference).first()
    is_right = secret_matches(tidied(secret), issue.secret_hash if issue else "")
    return issue if is_right else None


def teller(issue, by):
    """Return who may be named in the audit trail: nobody for an anonymous issue, whoever is signed in."""
    return None if issue.is_anonymous else by


@transaction.atomic
def claim_issue(issue, *, by, now=None):
    """Put an issue into the list of the signed-in parent who has proved to know its secret.

    Raises DomainError for an anonymous one, which stays so, and for one that is in somebody's list.
    """
    issue = locked(issue)
    if issue.is_anonymous:
        raise DomainError(
            _("This issue is anonymous, so you cannot add it to your list. Keep its reference and secret.")
        )
    if issue.is_young:
        raise DomainError(
            _("A child or young person raised this. No account can list it: use its reference and secret.")
        )
    if issue.reporter_id not in {None, by.pk}:
        raise DomainError(_("This issue is already in another account's list."))
    issue.reporter = by
    issue.save(update_fields=["reporter"])
    audit.record("claim_issue", issue, by, now=now)
    return issue


@transaction.atomic
def withdraw_issue(issue, *, reason="", by=None, now=None):
    """Withdraw an issue: only its parent and the co-ordinator see it. Raises MoveNotAllowed once it is over.

    Its consents end, and issues that were merged into it are followed on their own from now on.
    """
    issue = locked(issue)
    consents = {name: getattr(issue, name) for name in TAKEN_BACK}
    by = teller(issue, by)
    fields = TAKEN_BACK | {"published_on": None, "status_reason": reason.strip()}
    move_issue(issue, IssueStatus.WITHDRAWN, by=by, now=now, **fields)
    audit.record("withdraw_consents", issue, by, now=now, before=consents)
    taken_back.take_back(issue, now=now)
    for merged in issue.merged_issues.filter(status=IssueStatus.MERGED):
        follow_alone(merged, by=None, now=now)
    return issue


@transaction.atomic
def follow_alone(merged, *, by, now=None, note=""):
    """Follow on its own again what was merged into another issue; it waits to be logged. `note` is the parent's."""
    dates = {"acknowledged_on": merged.acknowledged_on, "closed_on": None}
    where = {"verb": "separate_issue", "note": note, "merged_into": None}
    return move_issue(merged, IssueStatus.ACKNOWLEDGED, by=by, now=now, **where, **dates)
