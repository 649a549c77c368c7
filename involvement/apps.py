from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    name = "involvement"
    default_auto_field = "django.db.models.BigAutoField"
