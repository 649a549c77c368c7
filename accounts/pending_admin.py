"""Changes that wait for a second person, in Django's admin."""

from django.contrib import admin, messages
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit_admin import ADMIN_CSS
from accounts.decorators import fresh_password_required
from accounts.models import PendingChange
from accounts.services.pending_changes import approve_change, withdraw_change
from common.errors import DomainError


def say_it_waits(request, change):
    """Tell an administrator that what they asked for waits, and what for; nothing where it was done at once."""
    if not isinstance(change, PendingChange):
        return
    request.has_waiting_change = True
    if change.applies_at:
        messages.warning(request, _("This waits for 24 hours, because there is no other administrator to agree to it."))
    else:
        messages.warning(request, _("This waits until another administrator has agreed to it."))


@method_decorator(fresh_password_required, name="changelist_view")
class PendingChangeAdmin(admin.ModelAdmin):
    """What waits and what became of it; another administrator agrees, any of them withdraws."""

    list_display = ["in_words", "asked_by", "asked_at", "applies_at", "status", "ended_by"]
    list_display_links = None
    list_filter = ["status"]
    list_select_related = ["user", "asked_by", "ended_by"]
    actions = ["approve", "withdraw"]
    readonly_fields = fields = ["user", "kind", "status", "asked_by", "asked_at", "applies_at", "ended_by"]

    class Media:
        css = ADMIN_CSS

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("Change"))
    def in_words(self, change):
        return change.in_words

    @admin.action(description=gettext_lazy("Agree to a change somebody else asked for"), permissions=["change"])
    def approve(self, request, changes):
        self._each(request, changes, approve_change, _("Change made."))

    @admin.action(description=gettext_lazy("Withdraw a change that waits"), permissions=["change"])
    def withdraw(self, request, changes):
        self._each(request, changes, withdraw_change, _("Change withdrawn."))

    def _each(self, request, changes, service, success):
        for change in changes:
            try:
                service(change, by=request.user)
            except DomainError as error:
                messages.error(request, f"{change.in_words}: {error.message}")
            else:
                messages.success(request, f"{change.in_words}: {success}")
