"""Signing in, by e-mailed code for parents and members and by password for staff, and signing out."""

import math

from allauth.account import views as allauth_views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.logout import logout
from allauth.account.mixins import NextRedirectMixin, RedirectAuthenticatedUserMixin
from allauth.account.stages import LoginByCodeStage
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from accounts.adapter import SLOWED
from accounts.code_sign_in import SignInCode, sign_in_by_email
from accounts.decorators import secret_in_address
from accounts.forms import AskCodeForm, ChangePasswordForm, CodeForm, NewPasswordForm, PasswordForm
from accounts.services.links import find_sign_in_link, use_sign_in_link
from common.installation import is_open_to_anybody
from common.pages import PublicMixin
from common.references import typed_code


class DoorMixin(RedirectAuthenticatedUserMixin):
    """Sends someone signed in to their home page; someone part-way through may start again, with another address."""

    def _redirect_to_pending_stage(self, request, stage):
        return None


class CodeAsk(DoorMixin, NextRedirectMixin, FormView):
    """Ask for an e-mail address and send a code: the same answer for every address (docs/safety.md)."""

    form_class = AskCodeForm
    template_name = "account/request_login_code.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_open_to_anybody=is_open_to_anybody(), **kwargs)

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        limit = {"app": "allauth.account", "action": "request_login_code", "key": email}
        if not ratelimit.consume(self.request, **limit):
            form.add_error(
                "email", _("You have asked for too many codes. Use the link in our newest e-mail, or wait an hour.")
            )
            return self.render_to_response(self.get_context_data(form=form), status=429)
        SignInCode.start(self.request, email)
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))


@method_decorator(
    [never_cache, login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")],
    name="dispatch",
)
class CodeConfirm(allauth_views.ConfirmLoginCodeView):
    """Type the code. After 5 wrong attempts it no longer works."""

    form_class = CodeForm
    template_name = "account/confirm_login_code.html"

    def dispatch(self, request, *args, **kwargs):
        self.stage = request._login_stage
        self._process = SignInCode.resume(self.stage)
        if not self._process:
            return HttpResponseRedirect(reverse("account_login"))
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_invalid(self, form):
        """Count a wrong code; an empty field is not an attempt."""
        is_typed = bool(typed_code(form.data.get("code", "")))
        if not is_typed or self._process.record_invalid_attempt():
            return FormView.form_invalid(self, form)
        messages.error(self.request, _("The wrong code was typed 5 times. Ask for a new one here."))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))


LINK_KEY = "sign_in_link"


@method_decorator(secret_in_address, name="dispatch")
class LinkOpen(PublicMixin, View):
    """The link in the e-mail: it takes the secret out of the address, and uses nothing up."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, secret):
        request.session[LINK_KEY] = secret
        return HttpResponseRedirect(reverse("account_sign_in_link_use"))


@method_decorator(never_cache, name="dispatch")
class LinkUse(PublicMixin, TemplateView):
    """Where the link leads: who would be signed in, and the button that does it and uses the link up."""

    is_document = False
    template_name = "account/sign_in_link.html"

    def get_context_data(self, **kwargs):
        link = find_sign_in_link(self.request.session.get(LINK_KEY, ""))
        return super().get_context_data(email=link.email if link else "", **kwargs)

    def post(self, request):
        email = use_sign_in_link(request.session.get(LINK_KEY, ""))
        if email is None:
            return self.render_to_response(self.get_context_data(), status=410)
        if request.user.is_authenticated:
            logout(request, show_message=False)
        request.session.pop(LINK_KEY, None)
        return sign_in_by_email(request, email)


class PasswordSignIn(DoorMixin, allauth_views.LoginView):
    """For those who work for the service, an agency or the board: a password, and then the second factor."""

    form_class = PasswordForm
    template_name = "account/login.html"

    def form_invalid(self, form):
        """Answer 429 to a try that has to wait, with the ways that are open meanwhile."""
        slowed = [error for error in form.non_field_errors().as_data() if error.code == SLOWED]
        if not slowed:
            return super().form_invalid(form)
        response = self.render_to_response(self.get_context_data(form=form, is_slowed=True), status=429)
        response["Retry-After"] = str(math.ceil(slowed[0].params["wait"].total_seconds()))
        return response


class PasswordChange(allauth_views.PasswordChangeView):
    """A new password for someone who knows the current one; all their other sessions end."""

    form_class = ChangePasswordForm
    template_name = "account/password_change.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class PasswordNew(PublicMixin, allauth_views.PasswordResetFromKeyView):
    """Set a password through a link. The secret leaves the address at once; a scanner's HEAD counts for nothing."""

    form_class = NewPasswordForm
    template_name = "account/password_reset_from_key.html"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "HEAD":
            request.method = "GET"
        view = never_cache if kwargs["key"] == self.reset_url_key else secret_in_address
        return view(super().dispatch)(request, *args, **kwargs)
