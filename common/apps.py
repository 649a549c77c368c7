from django.apps import AppConfig
from django.urls import register_converter
from django.utils.module_loading import autodiscover_modules

from common.converters import ReferenceConverter

# What an app may bring to a registry of this one, by the name of its module.
REGISTRIES = ("settings", "emails", "timeline", "evidence", "jobs", "periodic", "taken_back", "panels")


class CommonConfig(AppConfig):
    name = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        register_converter(ReferenceConverter, "reference")
        autodiscover_modules(*REGISTRIES)
