"""The public addresses of issues, and those of their parents: who gets what, typed by hand.

None of the grid's people raised the issues of these rows.
"""

from issues.services.issues import hide_issue
from tests.factories import accounts, answers, issues

EVERYBODY = {
    "anyone": 200,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
NO_POST = {
    "anyone": 405,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
SENT_ON = {
    "anyone": 302,
    "parent": 302,
    "member": 302,
    "coordinator": 302,
    "safeguarding": 302,
    "officer": 302,
    "board": 302,
    "payer": 302,
    "administrator": 302,
}
NOWHERE = {
    "anyone": 404,
    "parent": 404,
    "member": 404,
    "coordinator": 404,
    "safeguarding": 404,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}
SIGNED_IN = {
    "anyone": 302,
    "parent": 200,
    "member": 200,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
SIGNED_IN_NEVER = {
    "anyone": 302,
    "parent": 405,
    "member": 405,
    "coordinator": 405,
    "safeguarding": 405,
    "officer": 405,
    "board": 405,
    "payer": 405,
    "administrator": 405,
}
NOT_THEIRS = {
    "anyone": 302,
    "parent": 404,
    "member": 404,
    "coordinator": 404,
    "safeguarding": 404,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}
COORDINATOR_ALONE = {
    "anyone": 404,
    "parent": 404,
    "member": 404,
    "coordinator": 200,
    "safeguarding": 404,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}
LEAD_ALONE = {
    "anyone": 404,
    "parent": 404,
    "member": 404,
    "coordinator": 404,
    "safeguarding": 200,
    "officer": 404,
    "board": 404,
    "payer": 404,
    "administrator": 404,
}


def nothing():
    return {}


def first_step():
    return {"step": "kind"}


def contact_step():
    return {"step": "contact"}


def no_such_step():
    return {"step": "nonsense"}


def published_issue():
    return {"reference": issues.published_issue().reference}


def answered_issue():
    return {"reference": answers.responded_issue().reference}


def unpublished_issue():
    return {"reference": issues.received_issue().reference}


def hidden_issue():
    coordinator = accounts.coordinator()
    issue = hide_issue(issues.published_issue(by=coordinator), reason="A worry", by=coordinator)
    return {"reference": issue.reference}


def unknown_issue():
    return {"reference": "PPS-999999"}


def public_theme():
    theme = issues.theme()
    issues.logged_issue(theme=theme)
    return {"slug": theme.slug}


def quiet_theme():
    return {"slug": issues.theme().slug}


ROWS = [
    # everybody reads
    ("get", "issues:issue_list", "nothing", EVERYBODY),
    ("post", "issues:issue_list", "nothing", NO_POST),
    ("get", "issues:issue_detail", "published_issue", EVERYBODY),
    ("post", "issues:issue_detail", "published_issue", NO_POST),
    ("get", "issues:issue_detail", "answered_issue", EVERYBODY),
    ("get", "issues:issue_detail", "unpublished_issue", COORDINATOR_ALONE),
    ("get", "issues:issue_detail", "hidden_issue", LEAD_ALONE),
    ("get", "issues:issue_detail", "unknown_issue", NOWHERE),
    ("get", "issues:theme_detail", "public_theme", EVERYBODY),
    ("post", "issues:theme_detail", "public_theme", NO_POST),
    ("get", "issues:theme_detail", "quiet_theme", COORDINATOR_ALONE),
    # everybody raises and tracks; without a draft there is nothing to check, save or erase
    ("get", "issues:issue_raise", "nothing", EVERYBODY),
    ("post", "issues:issue_raise", "nothing", NO_POST),
    ("get", "issues:issue_paper", "nothing", EVERYBODY),
    ("post", "issues:issue_paper", "nothing", NO_POST),
    ("get", "issues:issue_step", "first_step", EVERYBODY),
    ("post", "issues:issue_step", "first_step", EVERYBODY),
    ("get", "issues:issue_step", "contact_step", EVERYBODY),
    ("get", "issues:issue_step", "no_such_step", NOWHERE),
    ("post", "issues:issue_step", "no_such_step", NOWHERE),
    ("get", "issues:issue_check", "nothing", SENT_ON),
    ("post", "issues:issue_check", "nothing", EVERYBODY),
    ("get", "issues:issue_save", "nothing", SENT_ON),
    ("post", "issues:issue_save", "nothing", SENT_ON),
    ("get", "issues:issue_resume", "nothing", NOWHERE),
    ("post", "issues:issue_resume", "nothing", NO_POST),
    ("get", "issues:issue_drop", "nothing", NO_POST),
    ("post", "issues:issue_drop", "nothing", EVERYBODY),
    ("get", "issues:issue_track", "nothing", EVERYBODY),
    ("post", "issues:issue_track", "nothing", EVERYBODY),
    # the parent alone speaks for an issue
    ("get", "answers:issue_feedback", "answered_issue", NOWHERE),
    ("post", "answers:issue_feedback", "answered_issue", NOWHERE),
    ("get", "issues:issue_withdraw", "published_issue", NOWHERE),
    ("post", "issues:issue_withdraw", "published_issue", NOWHERE),
    ("get", "issues:issue_claim", "published_issue", SIGNED_IN_NEVER),
    ("post", "issues:issue_claim", "published_issue", NOT_THEIRS),
    # one's own list
    ("get", "issues:my_issue_list", "nothing", SIGNED_IN),
    ("post", "issues:my_issue_list", "nothing", SIGNED_IN_NEVER),
]
