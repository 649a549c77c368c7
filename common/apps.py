from importlib import import_module
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.backends.signals import connection_created
from django.urls import register_converter
from django.utils.module_loading import module_has_submodule

from common.converters import ReferenceConverter
from common.translations import drop_empty_catalogs

ROOT = Path(__file__).resolve().parents[1]
# What an app may bring to a registry of this one, by the name of its module.
REGISTRIES = (
    "settings",
    "emails",
    "timeline",
    "evidence",
    "figures",
    "open_data",
    "exceptions",
    "tasks_today",
    "jobs",
    "imports",
    "periodic",
    "taken_back",
    "panels",
    "next_steps",
    "turns",
    "following",
    "privacy",
    "retention",
    "record",
    "backups",
    "search",
)


class CommonConfig(AppConfig):
    name = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Read what our apps bring to each registry. Others' apps are left alone: some have an `exceptions.py` too."""
        register_converter(ReferenceConverter, "reference")
        drop_empty_catalogs(settings.LANGUAGE_CODE)
        changes = import_module("common.kept.changes")
        if settings.KEEPS_PAGES or settings.KEEPS_VALUES:  # Django tells of a new connection in no other way
            connection_created.connect(changes.watch_connection, dispatch_uid="common.kept")
        for config in filter(is_ours, apps.get_app_configs()):
            for name in REGISTRIES:
                if module_has_submodule(config.module, name):
                    import_module(f"{config.name}.{name}")


def is_ours(config):
    """Say whether an app lies in this tree, and not in an environment inside of it."""
    path = Path(config.path).resolve()
    return path.is_relative_to(ROOT) and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
