"""The names under which `issues` and `consultations` still ask for the page kit, `common/pages/`."""

from common.pages import (
    ObjectMixin,
    OnceMixin,
    PageView,
    PaginatedListView,
    PublicMixin,
    ServiceActionView,
    ServiceFormView,
    StaffMixin,
    VisibleMixin,
)

__all__ = [
    "ObjectMixin",
    "OnceMixin",
    "PageView",
    "PaginatedListView",
    "PublicMixin",
    "ServiceActionView",
    "ServiceFormView",
    "StaffMixin",
    "VisibleMixin",
]
