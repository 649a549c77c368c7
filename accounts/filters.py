"""Narrowing a list of records by an entry of a county's list."""

import django_filters
from django_filters.fields import ModelChoiceField


class _EntryField(ModelChoiceField):
    """Offers what can be chosen, and understands an address that names an entry replaced or ended since."""

    named = None

    def to_python(self, value):
        try:
            entry = self.queryset.model.objects.filter(pk=value).first() if value else None
        except ValueError:
            entry = None
        if entry is None:
            return super().to_python(value)
        self.named = entry
        self.queryset = self.queryset.model.objects.offered(entry.current_id)
        return entry

    def prepare_value(self, value):
        """Show as chosen the entry by which the rows are found."""
        return self.named.current_id if self.named and value == self.named.pk else super().prepare_value(value)


class CountyListFilter(django_filters.ModelChoiceFilter):
    """Finds the records of an entry together with those of every entry it stands for now."""

    field_class = _EntryField

    def __init__(self, model, **kwargs):
        super().__init__(queryset=lambda request: model.objects.open(), **kwargs)

    def filter(self, rows, entry):
        return rows.filter(**{f"{self.field_name}__current": entry.current_id}) if entry else rows
