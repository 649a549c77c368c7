"""Narrowing a list of records by an entry of a county's list."""

import django_filters
from django_filters.fields import ModelChoiceField


class _EntryField(ModelChoiceField):
    """Offers what can be chosen, and understands an address that names an entry replaced since."""

    def to_python(self, value):
        try:
            entry = self.queryset.model.objects.filter(pk=value).first() if value else None
        except ValueError:
            entry = None
        return entry or super().to_python(value)


class CountyListFilter(django_filters.ModelChoiceFilter):
    """Finds the records of an entry together with those of every entry it stands for now."""

    field_class = _EntryField

    def __init__(self, model, **kwargs):
        super().__init__(queryset=lambda request: model.objects.open(), **kwargs)

    def filter(self, rows, entry):
        return rows.filter(**{f"{self.field_name}__current": entry.current_id}) if entry else rows
