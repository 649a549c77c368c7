"""Signing in, the second factor, one's own account; and what only sample data has."""

from accounts.addresses import set_password_link, sign_in_link
from accounts.models import User
from accounts.services.links import make_sign_in_link
from common.models import Message
from tests.browser.pages.page import Page, press
from tests.browser.pages.rows import first
from tests.factories.accounts import PASSWORD

# Has a password and an authenticator app, as everybody of the staff without sample data (tests/browser/portal.py).
STAFF = "thomas"
STAFF_MAIL = "thomas@marlshire.example"


def ask_code(page):
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill("rosa@marlshire.example")
    press(page)
    page.wait_for_url("**/sign-in/code/")


def open_link(page):
    page.goto(sign_in_link(make_sign_in_link("rosa@marlshire.example")))
    page.wait_for_url("**/sign-in/link/")


def open_password_link(page):
    page.goto(set_password_link(User.objects.get(email=STAFF_MAIL)))
    page.wait_for_url("**set-password/")


def give_password(page):
    page.goto("/sign-in/password/")
    page.get_by_label("E-mail").fill(STAFF_MAIL)
    page.get_by_label("Password").fill(PASSWORD)
    press(page)
    page.wait_for_url("**/sign-in/second-factor/code/")


PAGES = (
    Page("account_login"),
    Page("account_confirm_login_code", walk=ask_code),
    Page("account_sign_in_link_use", walk=open_link),
    Page("account_logout", "rosa"),
    Page("account_inactive"),
    Page("account_password_login"),
    Page("account_reauthenticate", STAFF),
    Page("account_change_password", STAFF),
    Page("account_reset_password"),
    Page("account_reset_password_done"),
    Page("account_reset_password_from_key", walk=open_password_link),
    Page("account_reset_password_from_key_done"),
    Page("mfa_index", STAFF),
    Page("mfa_authenticate", walk=give_password),
    Page("mfa_reauthenticate", STAFF),
    Page("mfa_activate_totp", "dorothea"),
    Page("mfa_deactivate_totp", STAFF),
    Page("mfa_view_recovery_codes", STAFF),
    Page("mfa_generate_recovery_codes", STAFF),
    Page("accounts:my_account", "rosa"),
    Page("accounts:my_account", STAFF),
    Page("sample:sign_in"),
    Page("sample:mail_list"),
    Page("sample:mail_detail", row=first(Message.objects, "pk")),
)
