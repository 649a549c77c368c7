"""All states of all apps: every TextChoices whose name ends in Status or State."""

import importlib
import pkgutil

from django.apps import apps
from django.db import models

from tests.test_layers import FLOORS


def status_classes():
    """Return every class of states that an app declares, in the order of the house."""
    found = {}
    for app in FLOORS:
        package = importlib.import_module(apps.get_app_config(app).name)
        for module in pkgutil.iter_modules(package.__path__):
            if module.name in {"rules", "evidence"}:
                members = vars(importlib.import_module(f"{app}.{module.name}"))
                found |= {one: None for one in members.values() if _is_status(one)}
    return list(found)


def _is_status(one):
    return isinstance(one, type) and issubclass(one, models.TextChoices) and one.__name__.endswith(("Status", "State"))
