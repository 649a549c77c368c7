"""Filters that several lists share."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

WANTED = _("Give a year, such as 2026.")


class YearField(forms.IntegerField):
    default_error_messages = dict.fromkeys(["invalid", "min_value", "max_value"], WANTED)


class YearFilter(django_filters.NumberFilter):
    field_class = YearField
