"""The settings of the service: rows, read once until anything is written, and a change seen at once."""

import contextlib
import contextvars
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import AuditEntry, ServiceSetting
from accounts.rules import ChangeKind
from accounts.services.power import check_power
from common import chain, clock
from common.chain import Why
from common.kept.values import kept
from common.service_settings import Setting, declared, every_setting

_remembered = contextvars.ContextVar("settings", default=None)


@contextlib.contextmanager
def remembered_settings():
    """Read the settings once for as long as this lasts: a request, an e-mail. Outside of it each question is a query.

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


def get_setting(name, on=None):
    """Return the value a setting has on a day (without one: today), or the default its app declared.

    A row with an invalid value is ignored, so that a mistake in `/admin/` breaks no public page. Raises
    LookupError for a name no app declares.
    """
    setting = declared(name)
    day = (on or clock.today()) if setting.is_dated else None
    values = [value for value, begins in _rows_of(name) if _has_begun(begins, day) and setting.fits(value)]
    return values[-1] if values else setting.default


def is_set(name):
    """Say whether somebody has set a setting, so that it no longer shows its default."""
    return any(declared(name).fits(value) for value, _begins in _rows_of(name))


def _has_begun(holds_from, day):
    return holds_from is None or (day is not None and holds_from <= day)


def _rows_of(name):
    """Return [(value, the day it holds from)] of a setting, the earliest first."""
    memory = _remembered.get()
    if memory is None:
        return list(_read().filter(name=name).values_list("value", "holds_from"))
    if "rows" not in memory:
        memory["rows"] = kept("accounts.settings", _every_row)
    return memory["rows"].get(name, [])


def _every_row():
    rows = {}
    for name, value, holds_from in _read().values_list("name", "value", "holds_from"):
        rows.setdefault(name, []).append((value, holds_from))
    return rows


def settings_changed_at():
    """Return the moment somebody last set any setting, as far as the audit trail knows; None where nobody has."""
    entries = AuditEntry.objects.filter(object_type=ServiceSetting._meta.label_lower)
    return entries.aggregate(latest=Max("at"))["latest"]


def _read():
    return ServiceSetting.objects.order_by("holds_from")


def needs_agreement(name, value, holds_from):
    """Say whether a value from a day on (None: the one of that day withdrawn) changes what protects somebody."""
    declaration = declared(name)
    rows = _read().filter(name=name).values_list("value", "holds_from")
    held = [(each, day) for each, day in rows if _has_begun(day, holds_from) and declaration.fits(each)]
    before = [each for each, _day in held]
    after = [each for each, day in held if day != holds_from] + ([] if value is None else [value])
    return declaration.needs_second_person(*((values or [declaration.default])[-1] for values in (before, after)))


def wanted(name, value, holds_from):
    """Return a change of a setting as it is asked for; the day of a value that is withdrawn is never a later one."""
    exact = {"withdrawn_from": holds_from} if value is None else {}
    return {"name": name, "value": value, "holds_from": holds_from, **exact}


@transaction.atomic
def set_setting(name, value, *, by, holds_from=None, agreed=None, now=None):
    """Set a setting, a dated one from a day on (without one: today); None withdraws that day's value.

    The audit trail keeps the value before and after. Raises DomainError for a value or a day the setting cannot take,
    and where the change needs one that was agreed (`needs_agreement`).
    """
    declaration = declared(name)
    if value is not None:
        declaration.check(value)
    holds_from = declaration.first_day(holds_from, clock.today(now))
    if needs_agreement(name, value, holds_from):
        check_power(ChangeKind.SETTING, by=by, agreed=agreed, now=now, **wanted(name, value, holds_from))
    found = ServiceSetting.objects.select_for_update().filter(name=name, holds_from=holds_from).first()
    setting = found or ServiceSetting(name=name, holds_from=holds_from)
    setting.set_at = setting.set_at if found else now or clock.now()
    before, setting.value = setting.value, value
    dated = {"holds_from": holds_from.isoformat()} if holds_from else {}
    with chain.changing([found] if found else [], Why.REPLACED, now=now):
        if value is not None:
            setting.save()
        record("set_setting", setting, by, now=now, before=before, after=value, **dated)
        if value is None and found:
            found.delete()
    if (memory := _remembered.get()) is not None:
        memory.clear()
    return setting


@dataclass(frozen=True)
class SettingShown:
    """A setting, the value it has on a day and the row it comes from, and the rows of later days."""

    setting: Setting
    value: object
    later: list
    begun: ServiceSetting | None


def settings_shown(today):
    """Return every setting the apps declare as it stands on a day, in the order of the apps."""
    rows = {}
    for row in _read():
        rows.setdefault(row.name, []).append(row)
    return [_shown(setting, rows.get(setting.name, []), today) for setting in every_setting()]


def _shown(setting, rows, today):
    rows = [row for row in rows if setting.fits(row.value)]
    begun = [row for row in rows if _has_begun(row.holds_from, today)]
    later = [row for row in rows if row not in begun] if setting.is_dated else []
    last = begun[-1] if begun else None
    return SettingShown(setting, last.value if last else setting.default, later, last)


def service_name():
    """Return the name of the service as its settings give it."""
    return get_setting("service_name")
