"""The pages of following, by the secrets of their e-mails."""

from accounts.services.addressees import addressee_of, new_link, secret_of
from tests.browser.pages.page import Page
from tests.factories import following
from tests.factories.numbering import Numbering

numbers = Numbering()


def an_address():
    return f"follows{next(numbers)}@example.org"


def to_confirm():
    address = an_address()
    following.a_request("everything:", "meetings:", email=address)
    return {"secret": following.secret_in(following.last_to(address))}


def of_follower():
    return {"secret": secret_of(following.a_follower("everything:", "meetings:", email=an_address()))}


def asked_for():
    return {"secret": new_link(addressee_of(following.a_follower("everything:", email=an_address()).email))}


def a_stop():
    return of_follower() | {"what": "at_once"}


PAGES = (
    Page("accounts:follow"),
    Page("accounts:follow_asked"),
    Page("accounts:follow_link"),
    Page("accounts:follow_confirm", row=to_confirm),
    Page("accounts:follow_all", row=of_follower),
    Page("accounts:follow_all", row=asked_for, variant="asked-for"),
    Page("accounts:follow_stop", row=a_stop),
)
