"""The page of one's own account."""

from allauth.mfa.models import Authenticator
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts import roles, rules
from accounts.forms import NameForm
from accounts.services.people import rename_user
from common.pages import FormPage


class MyAccount(FormPage):
    """Name, address, today's roles, and the way to password and second factor."""

    form_class = NameForm
    template_name = "accounts/my_account.html"
    success_url = reverse_lazy("accounts:my_account")
    success_message = _("Name saved.")

    def get_initial(self):
        return {"name": self.request.user.name}

    def perform(self, form):
        return rename_user(self.request.user, form.cleaned_data["name"], by=self.request.user)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            grants=roles.grants_today(user).select_related("agency"),
            needs_second_factor=rules.needs_second_factor(roles.roles_of(user)),
            second_factor=Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first(),
            **kwargs,
        )
