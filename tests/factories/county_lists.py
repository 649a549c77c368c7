"""Entries of the lists a county changes, found by their codes."""

from accounts.models import AgeGroup, Area, RespondentKind, ServiceArea

LISTS = {
    "service_area": ServiceArea,
    "area": Area,
    "age_group": AgeGroup,
    "group": RespondentKind,
    "speaks_as": RespondentKind,
}


def entry(model, code):
    return model.objects.get(pk=code)


def service_area(code="travel"):
    return entry(ServiceArea, code)


def age_group(code="5-10"):
    return entry(AgeGroup, code)


def parent():
    return entry(RespondentKind, "parent")


def somebody_else():
    return entry(RespondentKind, "other")


def found(fields):
    """Return the same fields with the entry itself in the place of each code."""
    codes = {name: value for name, value in fields.items() if name in LISTS and isinstance(value, str)}
    return fields | {name: entry(LISTS[name], code) for name, code in codes.items()}
