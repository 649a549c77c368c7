"""Filters of lists whose choices are the same for everybody: the choices are kept, and an address is looked up."""

import django_filters
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from common.kept.values import kept


class KeptChoices(ModelChoiceIterator):
    """The choices under the name of their field (`kept_as`), or asked for anew where it has none."""

    def __iter__(self):
        if not self.field.kept_as:
            yield from super().__iter__()
            return
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from kept(self.field.kept_as, self.all)

    def all(self):
        return [self.choice(row) for row in self.queryset]


class KeptChoiceField(ModelChoiceField):
    iterator = KeptChoices

    def __init__(self, *args, kept_as, **kwargs):
        self.kept_as = kept_as
        super().__init__(*args, **kwargs)


class KeptChoiceFilter(django_filters.ModelChoiceFilter):
    """Narrows by one of the rows of a queryset that rests on nobody who asks: `kept_as="issues.themes"`."""

    field_class = KeptChoiceField
