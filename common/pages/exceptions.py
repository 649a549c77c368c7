"""Narrowing a list to what the register of exceptions counts, so that each of its lines leads to as many rows."""

from functools import partial

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common import clock, exceptions_register

IN_TIME = "in_time"


def _choices(names):
    kinds = [(name, capfirst(str(exceptions_register.kinds[name].words))) for name in names]
    return [*kinds, (IN_TIME, _("None of these"))]


class ExceptionFilter(django_filters.ChoiceFilter):
    """Chooses the rows of one of these kinds of exceptions, or those of none: what is still in time.

    The list behind an exception is `listed_at=reverse_lazy("app:list", query={"attention": "its.name"})`.
    """

    def __init__(self, *names, **kwargs):
        self.names = names
        choices = partial(_choices, names)
        super().__init__(label=_("Needs attention"), choices=choices, empty_label=_("Any"), **kwargs)

    def filter(self, rows, value):
        if not value:
            return rows
        today = clock.today()
        if value == IN_TIME:
            return exceptions_register.in_time(rows, today, *self.names)
        return rows.filter(pk__in=exceptions_register.rows_once(value, today).order_by().values("pk"))
