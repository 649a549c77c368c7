"""The forms about signing in: allauth's, in our words, and a few of our own. Those of county lists are beside."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.services import sign_in_emails
from common.forms import FormMixin, LineField
from common.references import typed_code

EMAIL_HINT = _("For example name@example.org")
CODE_REUSE_SECONDS = 120


class PlainMixin(FormMixin):
    """Uses labels and hints instead of placeholders, which disappear while typing."""

    labels = {}
    hints = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class AskCodeForm(PlainMixin, forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=EMAIL_HINT,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )
    hints = {"email": EMAIL_HINT}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class CodeForm(PlainMixin, account.ConfirmLoginCodeForm):
    labels = {"code": _("The code in the e-mail")}
    hints = {"code": _("8 letters. You may leave out the dash.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"spellcheck": "false", "autocapitalize": "characters"}

    def clean_code(self):
        self.cleaned_data["code"] = typed_code(self.cleaned_data["code"])
        return super().clean_code()


class PasswordForm(PlainMixin, account.LoginForm):
    labels = {"login": _("Your e-mail address"), "password": _("Password")}


class PasswordLinkForm(PlainMixin, account.ResetPasswordForm):
    labels = {"email": _("Your e-mail address")}
    hints = {"email": EMAIL_HINT}

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"].lower()
        sign_in_emails.send_password_link(email, sign_in_emails.user_of(email))
        return email


PASSWORD_HINT = _("Use 12 characters or more, and not a common password. Three or four words in a row work well.")
NEW_PASSWORD_LABELS = {"password1": _("New password"), "password2": _("New password again")}


class NewPasswordForm(PlainMixin, account.ResetPasswordKeyForm):
    labels = NEW_PASSWORD_LABELS
    hints = {"password1": PASSWORD_HINT}


class ChangePasswordForm(PlainMixin, account.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), **NEW_PASSWORD_LABELS}
    hints = {"password1": PASSWORD_HINT}


class ReauthenticatePasswordForm(PlainMixin, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class AppCodeMixin(PlainMixin):
    """The six numbers of the authenticator app, or a recovery code: 10 tries an hour, each code once (docs/safety.md).

    The count goes with the password: setting a new one gives its owner fresh tries, and whoever guessed it none.
    """

    labels = {"code": _("Code")}
    hints = {"code": _("The 6 numbers in your authenticator app, or one of your recovery codes.")}

    def clean_code(self):
        limit = {"app": "allauth.account", "action": "totp", "key": f"{self.user.pk} {self.user.password}"}
        if not ratelimit.consume(context.request, **limit):
            raise get_adapter().validation_error("too_many_login_attempts")
        self.cleaned_data["code"] = typed_code(self.cleaned_data["code"])
        code = super().clean_code()
        if not cache.add(f"accounts.code.{self.user.pk}.{code}", "used", CODE_REUSE_SECONDS):
            raise get_mfa_adapter().validation_error("incorrect_code")
        ratelimit.clear(context.request, **limit)
        return code


class AuthenticateForm(AppCodeMixin, mfa.AuthenticateForm):
    pass


class ReauthenticateForm(AppCodeMixin, mfa.ReauthenticateForm):
    pass


class ActivateForm(AppCodeMixin, totp.ActivateTOTPForm):
    hints = {"code": _("The 6 numbers that the app shows now.")}


class RecoveryCodesForm(PlainMixin, GenerateRecoveryCodesForm):
    pass


class NameForm(PlainMixin, forms.Form):
    name = LineField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    hints = {"name": _("What you would like to be called. You can leave this blank.")}
