"""The page of one's own account."""

from allauth.mfa.models import Authenticator
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts import roles, rules
from accounts.forms import NameForm
from accounts.models import PendingChange, User
from accounts.services.pending_changes import withdraw_change
from accounts.services.people import rename_user
from common.pages import EditMixin, FormPage, ServiceAction


class MyAccount(EditMixin, FormPage):
    """Name, address, today's roles, changes that wait, and the way to password and second factor."""

    form_class = NameForm
    template_name = "accounts/my_account.html"
    success_url = reverse_lazy("accounts:my_account")
    success_message = _("Name saved.")

    @cached_property
    def account(self):
        """The account as it is saved now: that of the request was read before its row was locked."""
        return User.objects.get(pk=self.request.user.pk)

    @property
    def locked_row(self):
        return self.account

    def get_initial(self):
        return {"name": self.account.name}

    def perform(self, form):
        return rename_user(self.request.user, form.cleaned_data["name"], by=self.request.user)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            grants=roles.grants_today(user).select_related("agency"),
            needs_second_factor=rules.needs_second_factor(roles.roles_of(user)),
            second_factor=Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first(),
            changes=PendingChange.objects.visible_to(user).waiting().select_related("user", "asked_by"),
            **kwargs,
        )


class ChangeWithdraw(ServiceAction):
    """The person concerned withdraws a change of their own account that waits (promise 15 of docs/safety.md)."""

    model = PendingChange
    success_url = reverse_lazy("accounts:my_account")
    success_message = _("Change withdrawn.")

    def perform(self):
        return withdraw_change(self.object, by=self.request.user)
