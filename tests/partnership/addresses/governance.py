"""The addresses of the governance app: who gets what, typed by hand."""

from governance.services.documents import load_shipped

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
COORDINATOR_READS = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 200,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}


def terms_in_force():
    load_shipped(by=None)
    return {}


def terms():
    return {"pk": load_shipped(by=None)[0].pk}


def terms_slug():
    return {"slug": load_shipped(by=None)[0].document.slug}


ROWS = [
    ("get", "governance:document", "terms_slug", EVERYBODY),
    ("post", "governance:document", "terms_slug", NO_POST),
    ("get", "governance:terms", "terms_in_force", EVERYBODY),
    ("post", "governance:terms", "terms_in_force", NO_POST),
    ("get", "governance:document_versions", "terms_slug", EVERYBODY),
    ("post", "governance:document_versions", "terms_slug", NO_POST),
    ("get", "governance:terms_review", "terms", COORDINATOR_READS),
    ("post", "governance:terms_review", "terms", COORDINATOR_READS),
]
