"""The settings of the service: rows, read at most once a request, and a change seen at once."""

import contextlib
import contextvars

from django.db import transaction

from accounts import rules
from accounts.audit import record
from accounts.models import ServiceSetting

_remembered = contextvars.ContextVar("settings", default=None)


@contextlib.contextmanager
def remembered_settings():
    """Read the settings once for as long as this lasts: a request, a letter. Outside of it each question is a query.

    Within another, that one's memory serves.
    """
    if _remembered.get() is not None:
        yield
        return
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def get_setting(name, default=None):
    """Return a setting of the service, or `default`, which stands in the `rules.py` of the app that asks.

    Where the default is a number, a row that holds none is passed over: a slip in `/admin/` breaks no public page.
    """
    memory = _remembered.get()
    if memory is None:
        rows = dict(ServiceSetting.objects.filter(pk=name).values_list("name", "value"))
    else:
        if "rows" not in memory:
            memory["rows"] = dict(ServiceSetting.objects.values_list("name", "value"))
        rows = memory["rows"]
    return rows[name] if name in rows and _fits(rows[name], default) else default


def _fits(value, default):
    """Say whether a value may stand for a default: a whole number for one, any number for a broken one."""
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default) if isinstance(default, int) else True


@transaction.atomic
def set_setting(name, value, *, by, now=None):
    """Set a setting; None takes it back to its default. The audit trail keeps the value before and after."""
    memory = _remembered.get()
    setting = ServiceSetting.objects.select_for_update().filter(pk=name).first() or ServiceSetting(name=name)
    before = setting.value
    setting.value = value
    record("set_setting", setting, by, now=now, before=before, after=value)
    if value is None:
        ServiceSetting.objects.filter(pk=name).delete()
    else:
        setting.save()
    if memory is not None:
        memory.clear()


def service_name():
    """Return the name of the service as its settings give it."""
    return get_setting("service_name", rules.DEFAULT_SERVICE_NAME)
