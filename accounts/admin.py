"""Django's admin, for the administrator alone: people, agencies, roles, settings and the audit trail, nothing else.

Every change goes through the services, so that it is recorded in the audit trail; nothing is ever deleted here.
"""

import datetime as dt

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit_admin import ADMIN_CSS, AuditEntryAdmin
from accounts.decorators import fresh_password_required
from accounts.models import Agency, AuditEntry, PendingChange, RoleGrant, ServiceSetting, User
from accounts.pending_admin import PendingChangeAdmin, say_it_waits
from accounts.roles import Role
from accounts.seen_admin import SeenForm, SeenMixin
from accounts.services import sign_in_emails
from accounts.services.agencies import change_agency, create_agency
from accounts.services.pending_changes import (
    ask_to_change_email,
    ask_to_deactivate,
    ask_to_end_role,
    ask_to_grant_role,
    ask_to_reactivate,
    ask_to_reset_second_factor,
    ask_to_set_setting,
)
from accounts.services.people import create_user, rename_user
from common import clock, service_settings
from common.errors import DomainError
from common.tasks_today import tasks_for

DAY_HELP = gettext_lazy("Deadlines and rules of counting apply from a date, today or later. Leave blank for today.")
VALUE_HELP = gettext_lazy(
    "Give days, weeks and people as a whole number, a share as a decimal such as 0.5, and a switch as yes or no."
)


class PortalAdminSite(AdminSite):
    """The admin site: it shows only what is registered here, and people sign in through the portal."""

    site_header = gettext_lazy("Administration")
    site_title = gettext_lazy("Administration")
    index_title = gettext_lazy("People, agencies, settings and the audit trail")

    def has_permission(self, request):
        """Say whether someone may enter; raise PermissionDenied (403) for someone signed in who may not."""
        if request.user.is_authenticated and not request.user.has_perm("accounts.open_admin"):
            raise PermissionDenied
        return request.user.is_authenticated

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("account_password_login"))

    def index(self, request, extra_context=None):
        """Show first what waits for the administrator: counts, and no content."""
        tasks = tasks_for(Role.ADMINISTRATOR, request.user, clock.now())
        return super().index(request, {"tasks": tasks} | (extra_context or {}))

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))


def waiting_list():
    return HttpResponseRedirect(reverse("admin:accounts_pendingchange_changelist"))


class ServiceAdmin(SeenMixin):
    """Saves through a service; where a rule refuses, its message is shown and nothing is saved."""

    class Media:
        css = ADMIN_CSS

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(request.path)

    def has_delete_permission(self, request, obj=None):
        return False


@method_decorator(fresh_password_required, name="changeform_view")
class SensitiveAdmin(ServiceAdmin):
    """Asks for the password again before it changes who may do what."""

    is_locked = False  # its services lock the holders of the keys before the row: two would wait for each other

    def response_change(self, request, obj):
        """Show what waits instead of saying that it was changed."""
        if getattr(request, "has_waiting_change", False):
            return waiting_list()
        return super().response_change(request, obj)

    def log_change(self, request, obj, message):
        """Write nothing into Django's own history of what only waits; the audit trail has it."""
        return None if getattr(request, "has_waiting_change", False) else super().log_change(request, obj, message)


class UserAdmin(SensitiveAdmin):
    list_display = ["email", "name", "is_active", "last_login"]
    list_filter = ["is_active", "grants__role"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "is_active", "last_login", "date_joined"]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["send_invitation", "take_second_factor_away"]

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        if not change:
            created = create_user(data["email"], name=data["name"], by=request.user)
            obj.pk = created.pk
            return
        user = User.objects.get(pk=obj.pk)
        if "email" in form.changed_data:
            say_it_waits(request, ask_to_change_email(user, data["email"], by=request.user))
        if "name" in form.changed_data:
            rename_user(user, data["name"], by=request.user)
        if "is_active" in form.changed_data:
            ask = ask_to_reactivate if data["is_active"] else ask_to_deactivate
            say_it_waits(request, ask(user, by=request.user))

    @admin.action(description=gettext_lazy("Send an e-mail that says how to sign in"), permissions=["change"])
    def send_invitation(self, request, users):
        for user in users:
            sign_in_emails.send_invitation(user)
        messages.success(request, _("E-mail sent."))

    @admin.action(description=gettext_lazy("Remove a lost authenticator app"), permissions=["change"])
    def take_second_factor_away(self, request, users):
        for user in users:
            try:
                say_it_waits(request, ask_to_reset_second_factor(user, by=request.user))
            except DomainError as error:
                messages.error(request, f"{user}: {error.message}")


class RoleGrantAdmin(SensitiveAdmin):
    """A role is given and later ended; who held it, and when, is never rewritten."""

    list_display = ["user", "role", "agency", "position", "starts_on", "ends_on"]
    list_filter = ["role", "agency"]
    list_select_related = ["user", "agency"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user", "agency"]

    def get_readonly_fields(self, request, obj=None):
        return ["user", "role", "agency", "starts_on", "position"] if obj else []

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "role":
            kwargs["choices"] = [("", "---------"), *(choice for choice in Role.choices if choice[0] != Role.MEMBER)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        if not change:
            role = data.pop("role")
            given = ask_to_grant_role(data.pop("user"), role, by=request.user, **data)
            obj.pk = given.pk if isinstance(given, RoleGrant) else None
            say_it_waits(request, given)
        elif data["ends_on"] is None:
            raise DomainError(_("Give a last day. To extend a role, add it again with a later one."))
        else:
            on = data["ends_on"] + dt.timedelta(days=1)
            say_it_waits(request, ask_to_end_role(obj, on=on, by=request.user))

    def response_add(self, request, obj, post_url_continue=None):
        """Show what waits where the role was not given at once."""
        return super().response_add(request, obj, post_url_continue) if obj.pk else waiting_list()

    def log_addition(self, request, obj, message):
        return super().log_addition(request, obj, message) if obj.pk else None


class AgencyAdmin(ServiceAdmin):
    list_display = ["name", "kind", "escalation_name", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        data = dict(form.cleaned_data)
        if change:
            change_agency(obj, by=request.user, **{name: data[name] for name in form.changed_data})
        else:
            obj.pk = create_agency(data.pop("name"), data.pop("kind"), by=request.user, **data).pk


class ServiceSettingForm(SeenForm):
    """A setting is chosen by its label, and its value is typed as text."""

    name = forms.ChoiceField(label=gettext_lazy("Setting"), choices=service_settings.choices)
    value = forms.CharField(label=gettext_lazy("Value"), max_length=200, help_text=VALUE_HELP)

    class Meta:
        model = ServiceSetting
        fields = ["name", "value", "holds_from"]
        labels = {"holds_from": gettext_lazy("Applies from")}
        help_texts = {"holds_from": DAY_HELP}

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        typed = {"value": service_settings.written(instance.value)} if instance else {}
        super().__init__(*args, instance=instance, initial=typed | (initial or {}), **kwargs)

    def clean(self):
        """Read value and day as the setting chosen asks for."""
        data = super().clean()
        name = self.instance.name or data.get("name", "")
        if service_settings.is_declared(name):
            setting = service_settings.declared(name)
            self._read("value", setting.read)
            self._read("holds_from", lambda day: setting.first_day(day, clock.today()))
        return data

    def _read(self, field, reader):
        if field in self.cleaned_data:
            try:
                self.cleaned_data[field] = reader(self.cleaned_data[field])
            except DomainError as error:
                self.add_error(field, error.message)


class ServiceSettingAdmin(ServiceAdmin):
    """Each value set, with the date it applies from; one that has applied before today cannot be changed."""

    form = ServiceSettingForm
    list_display = ["meaning", "in_words", "applies_from"]
    actions = ["take_back"]

    @admin.display(description=gettext_lazy("Setting"), ordering="name")
    def meaning(self, setting):
        return str(setting)

    @admin.display(description=gettext_lazy("Applies from"), ordering="holds_from")
    def applies_from(self, setting):
        return setting.holds_from

    @admin.display(description=gettext_lazy("Value"))
    def in_words(self, setting):
        return setting.declaration.in_words(setting.value) if setting.declaration else setting.value

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["name", "value", "holds_from"]
        return ["meaning", "value" if obj.may_change(clock.today()) else "in_words", "applies_from"]

    def get_readonly_fields(self, request, obj=None):
        return ["name", "meaning", "in_words", "applies_from"] if obj else []

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        day = obj.holds_from if change else data["holds_from"]
        given = ask_to_set_setting(obj.name, data["value"], holds_from=day, by=request.user)
        obj.pk = given.pk if isinstance(given, ServiceSetting) else obj.pk
        say_it_waits(request, given)

    def response_add(self, request, obj, post_url_continue=None):
        """Show what waits where the value was not set at once."""
        return super().response_add(request, obj, post_url_continue) if obj.pk else waiting_list()

    def log_addition(self, request, obj, message):
        return super().log_addition(request, obj, message) if obj.pk else None

    @admin.action(description=gettext_lazy("Withdraw a value that does not apply yet"), permissions=["change"])
    def take_back(self, request, settings):
        planned = list(settings.filter(holds_from__gt=clock.today()))
        made = []
        for setting in planned:
            given = ask_to_set_setting(setting.name, None, holds_from=setting.holds_from, by=request.user)
            say_it_waits(request, given)
            made += [given] if isinstance(given, ServiceSetting) else []
        stays = _("A value that already applies cannot be withdrawn: set another from a later date.")
        if made:
            messages.success(request, f"{_('Value withdrawn.')} {stays}")
        elif not planned:
            messages.error(request, stays)


site = PortalAdminSite(name="admin")
site.register(User, UserAdmin)
site.register(RoleGrant, RoleGrantAdmin)
site.register(Agency, AgencyAdmin)
site.register(ServiceSetting, ServiceSettingAdmin)
site.register(PendingChange, PendingChangeAdmin)
site.register(AuditEntry, AuditEntryAdmin)
