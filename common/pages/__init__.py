"""The pages of every app are made of these: fetch, check, call one service, redirect."""

from common.pages.actions import ServiceActionView
from common.pages.detail import ObjectMixin, PageView
from common.pages.forms import OnceMixin, ServiceFormView
from common.pages.lists import PaginatedListView
from common.pages.visibility import PublicMixin, StaffMixin, VisibleMixin

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
