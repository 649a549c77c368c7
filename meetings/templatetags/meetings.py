"""How resolutions are numbered on every page: (i), (ii), (iii) (V12)."""

import datetime as dt

from django import template

from common.dates import day
from meetings import rules

register = template.Library()


@register.filter
def roman(number):
    return rules.roman(number)


@register.filter
def written_day(text):
    """Show a date that was kept in a version of the minutes as 2026-08-03."""
    return day(dt.date.fromisoformat(text)) if text else ""
