"""What parents do with their own issue: track it, add it to their list, withdraw it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import taken_back
from common.errors import DomainError
from common.locking import locked
from common.references import secret_matches
from common.versions import erase_versions
from issues.models import Issue
from issues.rules import CAN_BE_WITHDRAWN, IssueStatus
from issues.services.moves import move_issue
from issues.services.secrets import tidied

# Withdrawn means that nobody else reads it any more.
TAKEN_BACK = dict.fromkeys(("is_published", "share_with_group", "share_with_agency", "may_publish"), False)


def find_issue(reference, secret):
    """Return the issue of a reference and its secret, or None, which does not tell which of the two was wrong."""
    issue = Issue.objects.filter(reference=reference).select_related("split_from").first()
    is_right = secret_matches(tidied(secret), issue.letter.secret_hash if issue else "")
    return issue if is_right else None


def teller(issue, by):
    """Return who may be named in the audit trail: nobody for an anonymous issue, whoever is signed in."""
    return None if issue.is_anonymous else by


@transaction.atomic
def claim_issue(issue, *, by, now=None):
    """Put an issue into the list of the signed-in parent who has proved to know its secret, with its whole letter.

    Raises DomainError for an anonymous one, which stays so, and for one that is in somebody's list.
    """
    issue = locked(issue.letter)
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

    Its consents end, and issues that were merged into it are followed on their own from now on. A letter that was
    split is withdrawn with every matter of it, and with the last of them; a matter that is over stays so, unread.
    """
    letter = locked(issue.letter)
    if issue.pk != letter.pk:
        issue = _withdraw(locked(issue), reason=reason, by=by, now=now)
        if not letter.parts.exclude(status=IssueStatus.WITHDRAWN).exists():
            _withdraw(letter, reason="", by=by, now=now)
        return issue
    if letter.is_split:
        for part in letter.parts.exclude(status=IssueStatus.WITHDRAWN).select_for_update().order_by("pk"):
            end = _withdraw if part.status in CAN_BE_WITHDRAWN else _end_consents
            end(part, reason=reason, by=by, now=now)
    return _withdraw(letter, reason=reason, by=by, now=now)


def _end_consents(issue, *, reason, by, now):
    """Let nobody read any more what is closed or signposted, with the copies of its words."""
    consents = {name: getattr(issue, name) for name in TAKEN_BACK}
    for name, value in (TAKEN_BACK | {"published_on": None}).items():
        setattr(issue, name, value)
    issue.save(update_fields=[*TAKEN_BACK, "published_on"])
    audit.record("withdraw_consents", issue, teller(issue, by), now=now, before=consents)
    taken_back.take_back(issue, now=now)
    return issue


def _withdraw(issue, *, reason, by, now):
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
def take_back_for_good(issue, *, now=None):
    """Withdraw an issue whose words are about to be erased; one that is over stays so, and nobody reads it.

    Its secret opens nothing any more.
    """
    issue = locked(issue)
    if issue.status in CAN_BE_WITHDRAWN:
        _withdraw(issue, reason="", by=None, now=now)
    else:
        _end_consents(issue, reason="", by=None, now=now)
        erase_versions(issue)
    issue.secret_hash = ""
    issue.save(update_fields=["secret_hash"])


@transaction.atomic
def follow_alone(merged, *, by, now=None, note=""):
    """Follow on its own again what was merged into another issue; it waits to be logged. `note` is the parent's."""
    dates = {"acknowledged_on": merged.acknowledged_on, "closed_on": None}
    where = {"verb": "separate_issue", "note": note, "merged_into": None}
    return move_issue(merged, IssueStatus.ACKNOWLEDGED, by=by, now=now, **where, **dates)
