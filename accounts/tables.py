"""The columns of the list of settings."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.dates import day
from common.pages.columns import Column, Table


def page_to_change(record):
    """Return where a value is changed: its row, or a new row with a day of its own where the setting has days."""
    if record.begun and not record.setting.is_dated:
        return reverse("admin:accounts_servicesetting_change", args=[record.begun.pk])
    return reverse("admin:accounts_servicesetting_add", query={"name": record.setting.name})


class SettingTable(Table):
    """Rows are settings as they stand on a day (`accounts.services.settings.SettingShown`)."""

    label = Column(gettext_lazy("Setting"), accessor="setting__label")
    help = Column(gettext_lazy("What it does"), accessor="setting__help", default="")
    default = Column(gettext_lazy("Default"), accessor="setting__default")
    value = Column(gettext_lazy("Today"))
    later = Column(gettext_lazy("From a later day"), default="")
    do = Column(gettext_lazy("Actions"), accessor="setting__name", exclude_from_export=True)

    def value_default(self, value, record):
        return record.setting.in_words(value)

    def value_value(self, value, record):
        return record.setting.in_words(value)

    def value_later(self, value, record):
        words = [(record.setting.in_words(row.value), day(row.holds_from)) for row in value]
        return "; ".join(_("%(value)s from %(day)s") % {"value": value, "day": on} for value, on in words)

    render_default, render_value, render_later = value_default, value_value, value_later

    def render_do(self, record):
        return render_to_string(
            "accounts/_setting_change.html", {"label": record.setting.label, "address": page_to_change(record)}
        )
