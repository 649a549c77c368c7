"""Deleting what signing in leaves in the cache (the hash of a computer's address within a day)."""

from django.conf import settings
from django.db import connection


def forget_counts(now):
    """Delete what has run out in the cache, where the limits are counted; by itself it only does so when it is full."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # nosec B608 - the name is a setting
        return cursor.rowcount
