"""Fields of models that cost less than Django's own where a page shows hundreds of them."""

from functools import partialmethod

from django.db import models


def _words(row, field):
    value = getattr(row, field.attname)
    return next((str(words) for known, words in field.choices if known == value), value)


class ChoiceField(models.CharField):
    """One of a few values, kept as its code. `get_…_display` looks up its words alone.

    Django translates those of every choice, each time: ten times as long. To migrations it is a `CharField`.
    """

    def contribute_to_class(self, cls, name, private_only=False):
        if f"get_{name}_display" not in cls.__dict__:
            setattr(cls, f"get_{name}_display", partialmethod(_words, field=self))
        super().contribute_to_class(cls, name, private_only=private_only)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
