"""What allauth asks of this portal: addresses, limits, e-mails, and what happens after signing in."""

from io import BytesIO

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from qrcode.image.svg import SvgPathFillImage

from accounts import addresses, roles, rules
from accounts.audit import record
from accounts.services import password_tries, people
from accounts.services.second_factors import PURPOSE
from accounts.services.settings import service_name
from accounts.services.sign_in_emails import send_account_email
from common import clock, encrypted
from common.limits import MINUTE, client_ip

SLOWED = "slowed"
OTHER_KEY = _(
    "The portal can no longer check codes of this app, because its secret key is another one. Ask an administrator to "
    "remove the app, then set it up again."
)
TOO_MANY = _("Too many attempts. Wait 15 minutes, or ask for a link to set a new password.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in as this portal wants it: no registration form, our own paths only, no address of a computer kept."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_code": _("That code is not right. Check the newest e-mail and type it again."),
        "incorrect_password": _("That password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        return rules.is_own_address(url)

    def get_login_redirect_url(self, request):
        return roles.home_of(request.user)

    def get_password_change_redirect_url(self, request):
        return "/my/account/"

    def get_client_ip(self, request):
        """Return a hash of the address that is good for today only; the address itself is kept nowhere."""
        key = f"accounts.ip.{clock.today()}"
        return salted_hmac(key, client_ip(request), algorithm="sha256").hexdigest()[:32]

    def format_email_subject(self, subject):
        return str(subject)

    def send_mail(self, template_prefix, email, context):
        """Send the declared e-mail of that name: it knows the configured site, and nothing of the request's host."""
        send_account_email(f"accounts.{template_prefix.rpartition('/')[2]}", email, context)

    def get_reset_password_from_key_url(self, key):
        return addresses.whole(f"/sign-in/password/new/{key}/")

    def set_password(self, user, password):
        """Set the password, and reset its owner's attempts in case someone else used them up."""
        people.set_password(user, password, by=user)
        password_tries.forget_tries(user.email)

    def pre_authenticate(self, request, **credentials):
        """Count a try before it is checked, and refuse one that has to wait, unread (docs/safety.md).

        The count is the account's, known or not: a library's readers share a computer, and one who guesses has many.
        """
        wait = password_tries.take_try(credentials.get("email", ""))
        if wait is not None:
            minutes = -(-wait // MINUTE)
            words = ngettext(
                "Too many wrong passwords for this address. Wait %(minutes)d minute, or use one of the ways below.",
                "Too many wrong passwords for this address. Wait %(minutes)d minutes, or use one of the ways below.",
                minutes,
            )
            raise ValidationError(words % {"minutes": minutes}, code=SLOWED, params={"wait": wait})

    def authenticate(self, request, **credentials):
        """Check a password; one that is right takes the wrong ones before it back."""
        user = super().authenticate(request, **credentials)
        if user:
            password_tries.forget_tries(credentials.get("email", ""))
        return user

    def reauthenticate(self, user, password):
        """Check the password of somebody signed in: no stranger's try makes them wait (limit "reauthenticate")."""
        return user.check_password(password)

    def post_login(self, request, user, **kwargs):
        """Record that a member of staff signed in, and count the password just given as fresh for enrolment."""
        methods = [entry["method"] for entry in get_authentication_records(request, user)]
        if rules.needs_second_factor(roles.roles_of(user)):
            record("sign_in", user, user, methods=methods)
        if methods and methods[-1] == "password":
            record_authentication(request, user, method="password", reauthenticated=True)
        return super().post_login(request, user, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The authenticator app shows the name of the service; the picture to scan needs no style and no data address.

    Its secret and the seed of recovery codes are stored encrypted.
    """

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or has already been used. Wait for the next one in your app."),
    }

    def get_totp_issuer(self):
        return service_name()

    def build_totp_svg(self, url):
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, border=4).save(picture)
        return picture.getvalue().decode().partition("?>")[2].strip()

    def encrypt(self, text):
        return encrypted.encrypt(text, PURPOSE)

    def decrypt(self, encrypted_text):
        """Return a secret in the clear, or say beside the code that nobody can check it any more."""
        try:
            return encrypted.decrypt(encrypted_text, PURPOSE)
        except encrypted.OtherKeyError as error:
            raise ValidationError(OTHER_KEY) from error
