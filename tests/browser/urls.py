"""The portal's addresses with those that only sample data has."""

from django.urls import include, path

from partnership.urls import handler400, handler403, handler404, handler500
from partnership.urls import urlpatterns as addresses

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*addresses, path("sign-in/sample/", include("accounts.sample_urls"))]
