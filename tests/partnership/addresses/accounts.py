"""The addresses of signing in and of one's own account: who gets what, typed by hand.

Staff of the grid have a second factor and gave it a moment ago; parents and members have neither password nor factor.
"""

import itertools

from accounts.models import Area
from accounts.rules import DataRequestKind
from accounts.services import county_lists, data_requests
from accounts.services.addressees import secret_of
from accounts.services.pending_changes import ask_to_change_email
from common.models import Message
from tests.factories import accounts, data, following, imports, issues

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


def a_feed():
    return {"kind": "everything"}


def a_feed_of_one():
    return {"kind": "area", "ref": "travel"}


def to_confirm():
    address = f"asks{next(people)}@example.org"
    following.a_request("everything:", email=address)
    return {"secret": following.secret_in(following.last_to(address))}


def a_follower_s():
    return {"secret": secret_of(following.a_follower("everything:"))}


def a_stop():
    return a_follower_s() | {"what": "weekly"}


def stopped_emails():
    return a_follower_s() | {"what": "issue.1"}


def asked_for(kind):
    """Ask for somebody who is nobody of the grid, through a co-ordinator who is not its own."""
    issue = issues.received_issue()
    how = {"how_known": "They rang.", "by": accounts.coordinator()}
    return data_requests.ask_for_somebody(issue.contact_email, kind, **how)


def a_data_request():
    return {"reference": asked_for(DataRequestKind.ERASURE).reference}


def a_list_file():
    """Of a co-ordinator who is not the grid's, so that it does not exist for anybody of it."""
    return {"pk": data.a_list_file().pk}


def a_receipt():
    data_requests.agree(asked_for(DataRequestKind.ERASURE), by=accounts.administrator())
    words = Message.objects.filter(kind="accounts.data_erased").latest("pk").body_text.split()
    return {"secret": next(word for word in words if "/privacy/receipts/" in word).rstrip("/").rpartition("/")[2]}


def an_entry():
    return {"list": "areas", "code": "south"}


def an_ended_entry():
    county_lists.end_entry(Area.objects.get(pk="north"), by=None)
    return {"list": "areas", "code": "north"}


def an_import():
    """By somebody else."""
    return {"pk": imports.imported([f"Jo Bright {next(people)}", ""]).pk}


def a_hold():
    """Of an address of its own each time: two holds on one are refused."""
    return {"reference": data.a_hold(f"held{next(people)}@example.org").reference}


def an_ending_hold():
    return {"reference": data.an_ending_hold(f"held{next(people)}@example.org").reference}


def a_complaint():
    return {"reference": data.a_complaint().reference}


def complained():
    secret = f"secret{next(people)}"
    data.a_complaint(secret=secret)
    return {"secret": secret}


def about_them():
    return {"reference": data.a_complaint(is_about_coordinator=True).reference}


def acknowledged():
    return {"reference": data.an_acknowledged_complaint().reference}


def to_be_told():
    return {"reference": data.an_answered_complaint(email="", reach="01632 960 123").reference}


ANSWERS = {
    "accounts:hold_place": {"about": "held@example.org", "reason": "A claim in court.", "is_for_later": "on"},
    "accounts:complaint_make": {"email": "jo@example.org"},
    "account_password_login": lambda: {"login": accounts.coordinator().email, "password": accounts.PASSWORD},
    "account_change_password": {"oldpassword": accounts.PASSWORD},
    "account_reauthenticate": {"password": accounts.PASSWORD},
    "account_reset_password": lambda: {"email": f"somebody{next(people)}@example.org"},
    "accounts:entry_rename": {"name": "South"},
    "accounts:data_request_enter": lambda: {"who": issues.received_issue().reference},
}
