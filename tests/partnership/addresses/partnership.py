"""The addresses of the roof: who gets what, typed by hand."""

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
SENT_BACK = {
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
NOBODY = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 403,
    "safeguarding": 403,
    "officer": 403,
    "board": 403,
    "payer": 403,
    "administrator": 403,
}
COORDINATOR_READS = NOBODY | {"coordinator": 200}
COORDINATOR_NEVER = NOBODY | {"coordinator": 405}
OFFICER_READS = NOBODY | {"officer": 200}
OFFICER_NEVER = NOBODY | {"officer": 405}
BOARD_READS = NOBODY | {"board": 200}
BOARD_NEVER = NOBODY | {"board": 405}
ADMINISTRATOR_READS = NOBODY | {"administrator": 200}


def nothing():
    return {}


ROWS = [
    ("get", "home", "nothing", EVERYBODY),
    ("post", "home", "nothing", NO_POST),
    ("get", "health", "nothing", EVERYBODY),
    ("post", "health", "nothing", NO_POST),
    ("get", "favicon", "nothing", SENT_BACK),
    ("post", "favicon", "nothing", NO_POST),
    ("get", "robots", "nothing", EVERYBODY),
    ("post", "robots", "nothing", NO_POST),
    ("get", "accessibility", "nothing", EVERYBODY),
    ("post", "accessibility", "nothing", NO_POST),
    ("get", "privacy", "nothing", EVERYBODY),
    ("post", "privacy", "nothing", NO_POST),
    ("get", "cookies", "nothing", EVERYBODY),
    ("post", "cookies", "nothing", NO_POST),
    ("get", "display_set", "nothing", NO_POST),
    ("post", "display_set", "nothing", SENT_BACK),
    ("get", "my_home", "nothing", SIGNED_IN),
    ("post", "my_home", "nothing", SIGNED_IN_NEVER),
    ("get", "staff_home", "nothing", COORDINATOR_READS),
    ("post", "staff_home", "nothing", COORDINATOR_NEVER),
    ("get", "officer_home", "nothing", OFFICER_READS),
    ("post", "officer_home", "nothing", OFFICER_NEVER),
    ("get", "board_home", "nothing", BOARD_READS),
    ("post", "board_home", "nothing", BOARD_NEVER),
    ("get", "admin", "nothing", ADMINISTRATOR_READS),
    ("post", "admin", "nothing", ADMINISTRATOR_READS),
]
