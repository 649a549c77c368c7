"""People who sign in, the agencies that answer, who may do what, and what was done."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models.audit import AuditEntry
from accounts.models.county_lists import (
    COUNTY_LISTS,
    AgeGroup,
    Area,
    CountyListEntry,
    NeedKind,
    RespondentKind,
    ServiceArea,
    codes_of,
)
from accounts.models.data_complaint import DataComplaint
from accounts.models.data_request import DataRequest
from accounts.models.following import Addressee, EmailStop, Following, FollowLink, FollowRequest, Told
from accounts.models.imports import Import, ImportedRow, ImportFault
from accounts.models.legal_hold import LegalHold
from accounts.models.list_file import ListFile
from accounts.models.pending import PendingChange
from accounts.roles import Role
from common import clock, service_settings
from common.model_fields import ChoiceField

__all__ = [
    "COUNTY_LISTS",
    "Addressee",
    "AgeGroup",
    "Agency",
    "AgencyKind",
    "Area",
    "AuditEntry",
    "CountyListEntry",
    "DataComplaint",
    "DataRequest",
    "EmailStop",
    "FollowLink",
    "FollowRequest",
    "Following",
    "Import",
    "ImportFault",
    "ImportedRow",
    "LegalHold",
    "ListFile",
    "NeedKind",
    "PendingChange",
    "RespondentKind",
    "RoleGrant",
    "RoleGrantQuerySet",
    "ServiceArea",
    "ServiceSetting",
    "SignInLink",
    "Told",
    "User",
    "UserManager",
    "codes_of",
]


class UserManager(BaseUserManager):
    """Makes users; an e-mail address is compared without regard to case."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """Someone who signs in. Only their role grants say what they may do."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def has_perm(self, perm, obj=None):
        """Say whether one of today's roles has the right; visibility and state are checked elsewhere."""
        return roles.has_perm(self, perm)

    def has_perms(self, perm_list, obj=None):
        return all(self.has_perm(perm) for perm in perm_list)

    def has_module_perms(self, app_label):
        return roles.has_module_perms(self, app_label)

    @property
    def is_staff(self):
        """Only an administrator sees Django's admin."""
        return self.has_perm("accounts.open_admin")


class AgencyKind(models.TextChoices):
    COUNCIL = "council", _("county council")
    HEALTH = "health", _("health service")
    SCHOOL = "school", _("school or setting")
    OTHER = "other", _("other agency")


class Agency(models.Model):
    """A body that can act on what parents say, and answers for it (P10 to P12)."""

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = ChoiceField(max_length=10, choices=AgencyKind)
    public_email = models.EmailField(blank=True)
    escalation_name = models.CharField(max_length=120, blank=True, help_text=_("the named manager"))
    escalation_email = models.EmailField(blank=True)
    response_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("working days for a formal response, where the agency agreed its own"),
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self):
        return self.name


class RoleGrantQuerySet(models.QuerySet):
    def not_over_on(self, day):
        """Return the grants that hold on a day or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def holding_on(self, day):
        """Return the grants that hold on a day; the last day is included."""
        return self.not_over_on(day).filter(starts_on__lte=day)


class RoleGrant(models.Model):
    """A role somebody holds from a date to a date; read at each request."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = ChoiceField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text=_("the last day it holds"))
    position = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("of an independent reader, as families read it: for example, chair of the steering group"),
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role="officer", agency__isnull=False) | (~Q(role="officer") & Q(agency__isnull=True)),
                name="officers_and_only_officers_have_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(role="reader") & ~Q(position="")) | (~Q(role="reader") & Q(position="")),
                name="readers_and_only_readers_have_a_position",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class SignInLink(models.Model):
    """The newest sign-in link sent to an address; asking again overwrites it, using it deletes it."""

    email = models.EmailField(max_length=254, primary_key=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self):
        return self.email


SET_ALREADY = _("There is already a value for that date. Change that one.")


class ServiceSetting(models.Model):
    """A value set for a setting that an app declares in its `settings.py`; a dated one holds from a day on."""

    name = models.CharField(max_length=60)
    value = models.JSONField()
    holds_from = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name", "holds_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "holds_from"],
                name="one_value_per_setting_and_day",
                violation_error_message=SET_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(holds_from__isnull=True),
                name="one_value_per_undated_setting",
                violation_error_message=SET_ALREADY,
            ),
        ]

    def __str__(self):
        return str(self.declaration.label) if self.declaration else self.name

    @property
    def declaration(self):
        """Return what an app declares of this setting, or None where no app reads it any more."""
        return service_settings.declared(self.name) if service_settings.is_declared(self.name) else None

    def may_change(self, today):
        """Say whether its value may still be changed: a value that held on a day before today stays."""
        return self.holds_from is None or self.holds_from >= today
