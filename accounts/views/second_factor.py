"""The second factor: set up, shown, replaced; each change after the password was given anew."""

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator

from accounts import roles, rules
from accounts.audit import record
from accounts.decorators import fresh_password_required


class SecondFactorMixin:
    """For those who sign in with a second factor, and whoever still has one from an earlier role; 404 for others."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        needs = rules.needs_second_factor(roles.roles_of(user))
        if not needs and not Authenticator.objects.filter(user=user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class SecondFactor(SecondFactorMixin, IndexView):
    """What is set up, and what can be changed."""


@method_decorator(fresh_password_required, name="dispatch")
class SecondFactorSetUp(SecondFactorMixin, totp.ActivateTOTPView):
    """Scan the picture, type the code the app shows: from then on this session counts as signed in with both."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type=Authenticator.Type.TOTP)
        record("set_up_second_factor", self.request.user, self.request.user)
        return response


@method_decorator(fresh_password_required, name="dispatch")
class SecondFactorRemove(SecondFactorMixin, totp.DeactivateTOTPView):
    """Remove the app to set up another; until then no other page opens."""

    def form_valid(self, form):
        response = super().form_valid(form)
        kept = [
            entry for entry in get_authentication_records(self.request, self.request.user) if entry["method"] != "mfa"
        ]
        self.request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
        record("remove_second_factor", self.request.user, self.request.user)
        return response

    def get_success_url(self):
        needs = rules.needs_second_factor(roles.roles_of(self.request.user))
        return reverse("mfa_activate_totp") if needs else reverse("accounts:my_account")


@method_decorator(fresh_password_required, name="dispatch")
class RecoveryCodes(SecondFactorMixin, recovery.ViewRecoveryCodesView):
    """The recovery codes, to keep on paper in case the phone is lost."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(home=roles.home_of(self.request.user), **kwargs)


@method_decorator(fresh_password_required, name="dispatch")
class RecoveryCodesDownload(SecondFactorMixin, recovery.DownloadRecoveryCodesView):
    pass


@method_decorator(fresh_password_required, name="dispatch")
class RecoveryCodesNew(SecondFactorMixin, recovery.GenerateRecoveryCodesView):
    """Ten new codes; the old ones stop working."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record("renew_recovery_codes", self.request.user, self.request.user)
        return response
