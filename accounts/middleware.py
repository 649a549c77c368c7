"""Middleware: settings are read once a request, and staff need both factors."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.logout import logout
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import roles, rules
from accounts.services.settings import remembered_settings
from common.installation import is_open_to_anybody
from common.middleware import is_signed_in

ALWAYS_OPEN = {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp", "display_set"}


def settings_once(get_response):
    """Read the settings of the service at most once a request."""

    def middleware(request):
        with remembered_settings():
            return get_response(request)

    return middleware


class SecondFactorMiddleware:
    """Lets staff without a second factor do nothing but set one up; checked at every request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_signed_in(request) or request.resolver_match.view_name in ALWAYS_OPEN:
            return None
        if not rules.needs_second_factor(roles.roles_of(request.user)):
            return None
        return self.missing_step(request)

    def missing_step(self, request):
        """Return where a member of staff must go first; None once password and second factor were both given."""
        records = get_authentication_records(request, request.user)
        given = [entry["method"] for entry in records if entry.get("type") != "sample"]
        if len(given) < len(records) and is_open_to_anybody():
            return None
        if "password" not in given and not {"code", "mfa"} <= set(given):
            return self.send_to_password(request)
        if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if "mfa" not in given:
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        return None

    def send_to_password(self, request):
        """End a session opened by an e-mailed code: its owner has become staff since."""
        logout(request, show_message=False)
        messages.warning(
            request, _("You now sign in with a password. Ask for a link to set one if you do not have one.")
        )
        return HttpResponseRedirect(reverse("account_password_login"))
