"""The addresses of the governance app: who gets what, typed by hand."""

from governance.services import load_terms

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
    load_terms(by=None)
    return {}


def kind_of_terms():
    load_terms(by=None)
    return {"kind": "terms"}


def terms():
    return {"pk": load_terms(by=None)[0].pk}


ROWS = [
    ("get", "governance:terms", "terms_in_force", EVERYBODY),
    ("post", "governance:terms", "terms_in_force", NO_POST),
    ("get", "governance:terms_versions", "kind_of_terms", EVERYBODY),
    ("post", "governance:terms_versions", "kind_of_terms", NO_POST),
    ("get", "governance:terms_review", "terms", COORDINATOR_READS),
    ("post", "governance:terms_review", "terms", COORDINATOR_READS),
]
