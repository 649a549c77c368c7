"""Deleting what signing in leaves behind (the hash of a computer's address within a day)."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from accounts import rules
from accounts.models import PendingChange, SignInLink
from accounts.rules import ChangeKind


def forget_links(now):
    return SignInLink.objects.filter(expires_at__lte=now).delete()[0]


def forget_addresses(now):
    """Blank the old and new address of each change that ended 12 months ago, as logs are kept; return how many."""
    ended = PendingChange.objects.filter(kind=ChangeKind.EMAIL, ended_at__lte=now - rules.KEPT)
    return ended.exclude(value={}).update(value={})


def forget_sessions(now):
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def forget_counts(now):
    """Delete what has run out in the cache, where the limits are counted; by itself it only does so when it is full."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # nosec B608 - the name is a setting
        return cursor.rowcount
