"""Narrowing a list of records by an entry of a county's list."""

import django_filters
from django_filters.fields import ModelChoiceField


class _EntryField(ModelChoiceField):
    """Offers what can be chosen, and understands an address that names an entry that was replaced or ended since."""

    chosen = None

    def to_python(self, value):
        model = self.queryset.model
        try:
            self.chosen = model.objects.filter(pk=value).first() if value else None
        except ValueError:
            self.chosen = None
        if self.chosen:
            self.queryset = model.objects.offered(self.chosen.current_id)
        return self.chosen or super().to_python(value)

    def prepare_value(self, value):
        """Return the entry that replaces the one in the address now; the form shows its name."""
        return self.chosen.current_id if self.chosen and value == self.chosen.pk else super().prepare_value(value)


class CountyListFilter(django_filters.ModelChoiceFilter):
    """Finds the records of an entry together with those of every entry it has replaced."""

    field_class = _EntryField

    def __init__(self, model, **kwargs):
        super().__init__(queryset=lambda request: model.objects.open(), **kwargs)

    def filter(self, rows, entry):
        return rows.filter(**{f"{self.field_name}__current": entry.current_id}) if entry else rows
