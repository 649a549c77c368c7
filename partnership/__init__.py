"""The roof: settings, addresses, the Celery app. Nobody imports it."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]
