"""The names under which `issues` and `consultations` still ask for the page kit, `common/pages/`."""

from common.pages import DetailPage as PageView
from common.pages import FormPage as ServiceFormView
from common.pages import ListPage as PaginatedListView
from common.pages import ObjectMixin, OnceMixin, PublicMixin, StaffMixin, VisibleMixin
from common.pages import ServiceAction as ServiceActionView

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
