"""What goes of signing in."""

from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    PendingChange,
    SignInLink,
)
from accounts.rules import ChangeKind
from accounts.services.retention import forget_counts
from common.retention import Group, Rule, Unit, deleted, rules

rules.declare(
    Rule(
        "accounts.links",
        Group.ANYBODY,
        what=_("Sign-in links"),
        plain=_("A link to sign in that we e-mailed you"),
        since=_("it ran out"),
        due=lambda until: SignInLink.objects.filter(expires_at__lte=until.now),
        day=F("expires_at"),
        unit=Unit.DAYS,
        is_held=False,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "accounts.sessions",
        Group.ANYBODY,
        what=_("Sessions: that a browser is signed in"),
        plain=_("That your browser is signed in"),
        since=_("12 hours, or when you sign out"),
        due=lambda until: Session.objects.filter(expire_date__lt=until.now),
        day=F("expire_date"),
        unit=Unit.DAYS,
        is_held=False,
        carry_out=deleted,
    )
)
rules.declare(
    Rule(
        "accounts.counts",
        Group.ANYBODY,
        what=_("Counts of tries to sign in; no list says beforehand which"),
        plain=None,
        since=_("they ran out, within 24 hours"),
        is_held=False,
        carry_out=lambda rows, now: forget_counts(now),
    )
)
rules.declare(
    Rule(
        "accounts.addresses",
        Group.ANYBODY,
        what=_("The old and new address of a change to an account"),
        plain=_("The old and new e-mail address, where the address of your account was changed"),
        since=_("it was changed"),
        due=lambda until: PendingChange.objects.filter(kind=ChangeKind.EMAIL, ended_at__lt=until.moment).exclude(
            value={}
        ),
        day=F("ended_at"),
        setting="address_change_months",
        carry_out=lambda rows, now: rows.update(value={}),
    )
)
