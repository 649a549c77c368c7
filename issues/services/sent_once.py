"""What a form makes is made once, however often its button is pressed (docs/safety.md, promise 2).

`key` is the form's own. The same key and words again return the first row; the same key with other words is refused.
"""

from django.db import transaction

from accounts.models import codes_of
from common.submissions import once, secret_for
from issues.models import Commitment, Issue, Presentation
from issues.services.committing import make_commitment
from issues.services.presenting import present
from issues.services.receiving import enter_issue
from issues.services.secrets import readable


@transaction.atomic
def enter_issue_once(*, key, by, now=None, **answers):
    """Enter an issue; return (issue, secret), the same two when the form is sent again."""
    secret = secret_for(key)
    reference, _is_new = once(
        key, codes_of(answers), lambda: enter_issue(by=by, now=now, secret=secret, **answers)[0].reference, now=now
    )
    return Issue.objects.get(reference=reference), readable(secret)


@transaction.atomic
def present_once(*, key, agency, title, covering_text, items, by, now=None):
    """Make a presentation; return it, the same one when the form is sent again."""
    asked = [[_subject(item.get("theme") or item.get("issue")), item["ask"]] for item in items]
    body = {"agency": agency.pk, "title": title, "covering_text": covering_text, "items": asked}
    fields = {"agency": agency, "title": title, "covering_text": covering_text, "items": items}
    reference, _is_new = once(key, body, lambda: present(by=by, now=now, **fields).reference, now=now)
    return Presentation.objects.get(reference=reference)


def _subject(row):
    return f"{row._meta.label_lower}-{row.pk}"


@transaction.atomic
def make_commitment_once(*, key, by, now=None, **fields):
    """Write down a commitment; return it, the same one when the form is sent again."""
    reference, _is_new = once(key, fields, lambda: make_commitment(by=by, now=now, **fields).reference, now=now)
    return Commitment.objects.get(reference=reference)
