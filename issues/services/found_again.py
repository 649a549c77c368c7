"""How parents get back to their issue: a new secret by e-mail, and earlier issues found by a proved address."""

from django.db import transaction

from accounts import audit
from accounts.services.sign_in_emails import signs_in_by_code
from common.locking import locked
from common.references import hash_secret, new_secret
from issues.emails import address_of
from issues.models import Issue
from issues.services.secrets import readable
from issues.services.telling import new_link, tell_parent


@transaction.atomic
def renew_secret(reference, email, *, now=None):
    """E-mail a new secret to the address that is on file; return the issue, or None, which nobody else may learn.

    The old secret ends. An anonymous issue has no address, so nothing is sent.
    """
    found = Issue.objects.filter(reference=reference, is_anonymous=False).select_related("split_from").first()
    issue = found and found.letter
    on_file = address_of(issue) if issue else ""
    if not on_file or on_file.lower() != email.strip().lower():
        return None
    issue, secret = locked(issue), readable(new_secret())
    issue.secret_hash = hash_secret(secret)
    issue.save(update_fields=["secret_hash"])
    audit.record("renew_secret", issue, None, now=now)
    tell_parent(issue, "issues.new_secret", secret=secret, address=new_link(issue, now=now), urgent=True, now=now)
    return issue


def earlier_issues(user):
    """Return the issues raised with the address of a user who has proved by a code that it is theirs.

    None that a child or young person raised: the address they left may be a parent's, who need not know of it.
    """
    if not signs_in_by_code(user):
        return Issue.objects.none()
    raised = Issue.objects.filter(reporter=None, is_anonymous=False, is_young=False)
    return raised.filter(contact_email__iexact=user.email)


@transaction.atomic
def claim_earlier_issues(*, by, now=None):
    """Put every earlier issue of somebody's proved address into their list; return how many."""
    found = list(earlier_issues(by).select_for_update())
    for issue in found:
        issue.reporter = by
        issue.save(update_fields=["reporter"])
        audit.record("claim_issue", issue, by, now=now)
    return len(found)
