"""Slugs: the words of a title as a part of an address."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from common.errors import DomainError

ROOM_FOR_A_NUMBER = 10


def short_slug(text, longest):
    """Return a text as a slug of at most `longest` letters; "" where it has no letters."""
    return slugify(text)[:longest].strip("-_")


def slug_of(model, text, *, field="slug", room=0):
    """Return a text as a slug that fits the model's field with `room` to spare; "" where it has no letters."""
    return short_slug(text, model._meta.get_field(field).max_length - room)


def free_slug(model, text, *, otherwise, reserved=(), field="slug"):
    """Return a slug that no row of `model` has, numbered where it must be; `otherwise` for a text without letters.

    `reserved` are parts of addresses that mean something else.
    """
    base = slug_of(model, text, field=field, room=ROOM_FOR_A_NUMBER) or otherwise
    taken = {*reserved, *model._base_manager.filter(**{f"{field}__startswith": base}).values_list(field, flat=True)}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def new_slug(model, text, field):
    """Return the slug of a name that must be new. Raises DomainError without letters, or where a row has it."""
    slug = slug_of(model, text)
    if not slug:
        raise DomainError(_("Give a name with letters in it."), field=field)
    if model._base_manager.filter(slug=slug).exists():
        raise DomainError(_("That name is already in use."), field=field)
    return slug
