"""The addresses of signing in and of one's own account: who gets what, typed by hand.

Staff of the grid have a second factor and gave it a moment ago; parents and members have neither password nor factor.
"""

from accounts.models import Area
from accounts.services import county_lists

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
GONE = {
    "anyone": 410,
    "parent": 410,
    "member": 410,
    "coordinator": 410,
    "safeguarding": 410,
    "officer": 410,
    "board": 410,
    "payer": 410,
    "administrator": 410,
}
DOOR = {
    "anyone": 200,
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
SIGNED_IN_DOES = {
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
STAFF_CONFIRM = {
    "anyone": 302,
    "parent": 403,
    "member": 403,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
STAFF_READS = {
    "anyone": 302,
    "parent": 404,
    "member": 404,
    "coordinator": 200,
    "safeguarding": 200,
    "officer": 200,
    "board": 200,
    "payer": 200,
    "administrator": 200,
}
STAFF_DOES = {
    "anyone": 302,
    "parent": 404,
    "member": 404,
    "coordinator": 302,
    "safeguarding": 302,
    "officer": 302,
    "board": 302,
    "payer": 302,
    "administrator": 302,
}
STAFF_NEVER = {
    "anyone": 302,
    "parent": 404,
    "member": 404,
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
COORDINATOR_DOES = COORDINATOR_READS | {"coordinator": 302}
COORDINATOR_NEVER = COORDINATOR_READS | {"coordinator": 405}


def nothing():
    return {}


def secret():
    return {"secret": "no-such-secret"}


def key():
    return {"uidb36": "1", "key": "set"}


def a_list():
    return {"list": "areas"}


def an_entry():
    return {"list": "areas", "code": "south"}


def an_ended_entry():
    county_lists.end_entry(Area.objects.get(pk="north"), by=None)
    return {"list": "areas", "code": "north"}


ROWS = [
    ("get", "account_login", "nothing", DOOR),
    ("post", "account_login", "nothing", DOOR),
    ("get", "account_request_login_code", "nothing", DOOR),
    ("post", "account_request_login_code", "nothing", DOOR),
    ("get", "account_confirm_login_code", "nothing", SENT_ON),
    ("post", "account_confirm_login_code", "nothing", SENT_ON),
    ("get", "account_sign_in_link", "secret", SENT_ON),
    ("post", "account_sign_in_link", "secret", NO_POST),
    ("get", "account_sign_in_link_use", "nothing", EVERYBODY),
    ("post", "account_sign_in_link_use", "nothing", GONE),
    ("get", "account_logout", "nothing", SIGNED_IN),
    ("post", "account_logout", "nothing", SIGNED_IN_DOES),
    ("get", "account_inactive", "nothing", EVERYBODY),
    ("post", "account_inactive", "nothing", NO_POST),
    ("get", "account_password_login", "nothing", DOOR),
    ("post", "account_password_login", "nothing", DOOR),
    ("get", "account_reauthenticate", "nothing", STAFF_CONFIRM),
    ("post", "account_reauthenticate", "nothing", STAFF_CONFIRM),
    ("get", "account_change_password", "nothing", STAFF_READS),
    ("post", "account_change_password", "nothing", STAFF_READS),
    ("get", "account_reset_password", "nothing", EVERYBODY),
    ("post", "account_reset_password", "nothing", EVERYBODY),
    ("get", "account_reset_password_done", "nothing", EVERYBODY),
    ("post", "account_reset_password_done", "nothing", NO_POST),
    ("get", "account_reset_password_from_key", "key", EVERYBODY),
    ("post", "account_reset_password_from_key", "key", EVERYBODY),
    ("get", "account_reset_password_from_key_done", "nothing", EVERYBODY),
    ("post", "account_reset_password_from_key_done", "nothing", NO_POST),
    ("get", "mfa_index", "nothing", STAFF_READS),
    ("post", "mfa_index", "nothing", STAFF_NEVER),
    ("get", "mfa_authenticate", "nothing", SENT_ON),
    ("post", "mfa_authenticate", "nothing", SENT_ON),
    ("get", "mfa_reauthenticate", "nothing", STAFF_CONFIRM),
    ("post", "mfa_reauthenticate", "nothing", STAFF_CONFIRM),
    ("get", "mfa_activate_totp", "nothing", STAFF_DOES),
    ("post", "mfa_activate_totp", "nothing", STAFF_DOES),
    ("get", "mfa_view_recovery_codes", "nothing", STAFF_READS),
    ("post", "mfa_view_recovery_codes", "nothing", STAFF_NEVER),
    ("get", "mfa_generate_recovery_codes", "nothing", STAFF_READS),
    ("post", "mfa_generate_recovery_codes", "nothing", STAFF_DOES),
    ("get", "mfa_download_recovery_codes", "nothing", STAFF_READS),
    ("post", "mfa_download_recovery_codes", "nothing", STAFF_NEVER),
    ("get", "mfa_deactivate_totp", "nothing", STAFF_READS),
    ("post", "mfa_deactivate_totp", "nothing", STAFF_DOES),
    ("get", "accounts:my_account", "nothing", SIGNED_IN),
    ("post", "accounts:my_account", "nothing", SIGNED_IN_DOES),
    # every e-mail the portal sends
    ("get", "accounts:email_list", "nothing", COORDINATOR_READS),
    ("post", "accounts:email_list", "nothing", COORDINATOR_NEVER),
    # the lists a county changes
    ("get", "accounts:county_list_list", "nothing", COORDINATOR_READS),
    ("post", "accounts:county_list_list", "nothing", COORDINATOR_NEVER),
    ("get", "accounts:county_list", "a_list", COORDINATOR_READS),
    ("post", "accounts:county_list", "a_list", COORDINATOR_NEVER),
    ("get", "accounts:entry_add", "a_list", COORDINATOR_READS),
    ("post", "accounts:entry_add", "a_list", COORDINATOR_READS),
    ("get", "accounts:entry_rename", "an_entry", COORDINATOR_READS),
    ("post", "accounts:entry_rename", "an_entry", COORDINATOR_READS),
    ("get", "accounts:entry_merge", "an_entry", COORDINATOR_READS),
    ("post", "accounts:entry_merge", "an_entry", COORDINATOR_READS),
    ("get", "accounts:entry_end", "an_entry", COORDINATOR_READS),
    ("post", "accounts:entry_end", "an_entry", COORDINATOR_READS),
    ("get", "accounts:entry_move_up", "an_entry", COORDINATOR_NEVER),
    ("post", "accounts:entry_move_up", "an_entry", COORDINATOR_DOES),
    ("get", "accounts:entry_bring_back", "an_ended_entry", COORDINATOR_NEVER),
    ("post", "accounts:entry_bring_back", "an_entry", COORDINATOR_DOES),
]
