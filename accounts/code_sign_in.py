"""Signing in by a code sent by e-mail, on allauth's own steps; an address nobody uses yet becomes a parent's account.

The code works in the browser that asked for it, the link in any. Staff get either only while wrong passwords slow their
account down, and the numbers of their authenticator app are asked for next.
"""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.services import sign_in_emails
from accounts.services.people import register_parent


class SignInCode(LoginCodeVerificationProcess):
    """A code on its way: kept in the session of the person who asked, for 15 minutes and 5 tries."""

    @classmethod
    def start(cls, request, email):
        """Send a code to an address and wait for it to be typed."""
        user = sign_in_emails.user_of(email)
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage):
        return cls(stage=stage).abort_if_invalid()

    def send(self, skip_enumeration_mails=False):
        """Send the mail; who may not come in by a code gets none, and no code that is typed will ever be right."""
        code = self.generate_code() if sign_in_emails.is_sent_a_code(self.state["email"], self.user) else ""
        sign_in_emails.send_code(self.state["email"], self.user, code)

    def finish(self, redirect_url):
        return sign_in_by_email(self.request, self.state["email"], redirect_url)


def sign_in_by_email(request, email, redirect_url=None):
    """Sign in the person who has proved that an address is theirs, unless they are staff without an app to ask for."""
    user = register_parent(email)
    if not sign_in_emails.may_finish_by_code(user):
        messages.error(request, _("This account does not sign in by e-mail. Use your password."))
        return HttpResponseRedirect(reverse("account_password_login"))
    record_authentication(request, user, method="code")
    return perform_login(request, Login(user=user, email=user.email, redirect_url=redirect_url))
