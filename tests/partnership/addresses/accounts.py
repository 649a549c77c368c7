"""The addresses of signing in and of one's own account: who gets what, typed by hand.

Staff of the grid have a second factor and gave it a moment ago; parents and members have neither password nor factor.
"""

import itertools

from accounts.models import Area
from accounts.services import county_lists
from accounts.services.pending_changes import ask_to_change_email
from tests.factories import accounts

people = itertools.count(1)


def nothing():
    return {}


def secret():
    return {"secret": "no-such-secret"}


def key():
    return {"uidb36": "1", "key": "set"}


def a_change():
    """Of somebody else's account, so that it does not exist for anybody of the grid."""
    change = ask_to_change_email(accounts.parent(), "new@example.org", by=accounts.administrator())
    return {"pk": change.pk}


def a_list():
    return {"list": "areas"}


def an_entry():
    return {"list": "areas", "code": "south"}


def an_ended_entry():
    county_lists.end_entry(Area.objects.get(pk="north"), by=None)
    return {"list": "areas", "code": "north"}


ANSWERS = {
    "account_password_login": lambda: {"login": accounts.coordinator().email, "password": accounts.PASSWORD},
    "account_change_password": {"oldpassword": accounts.PASSWORD},
    "account_reauthenticate": {"password": accounts.PASSWORD},
    "account_reset_password": lambda: {"email": f"somebody{next(people)}@example.org"},
    "accounts:entry_rename": {"name": "South"},
}
