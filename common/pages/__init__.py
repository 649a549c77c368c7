"""The pages of every app are made of these: fetch, check, call one service, redirect (docs/pages.md)."""

from common.pages.actions import ServiceAction
from common.pages.conditional import unless_unchanged
from common.pages.detail import DetailPage, ObjectMixin
from common.pages.edits import EditMixin
from common.pages.forms import FormPage, OnceMixin, RefusalMixin
from common.pages.lists import ListPage
from common.pages.previews import PreviewPage
from common.pages.visibility import PublicMixin, StaffMixin, VisibleMixin, everybody, holders_of, is_document

__all__ = [
    "DetailPage",
    "EditMixin",
    "FormPage",
    "ListPage",
    "ObjectMixin",
    "OnceMixin",
    "PreviewPage",
    "PublicMixin",
    "RefusalMixin",
    "ServiceAction",
    "StaffMixin",
    "VisibleMixin",
    "everybody",
    "holders_of",
    "is_document",
    "unless_unchanged",
]
