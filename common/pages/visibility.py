"""Who may come in, and which rows they may see.

Every page needs signing in, unless its view is a `PublicMixin`. A staff view names one permission
(`permission_required`); without it a signed-in person gets 403. A row one may not see is a 404.
"""

from django.contrib.auth.mixins import PermissionRequiredMixin


class PublicMixin:
    """A page for anybody, signed in or not."""

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.login_required = False
        return view


class StaffMixin(PermissionRequiredMixin):
    """A page for those who hold `permission_required`."""


class VisibleMixin:
    """Rows of `model` (or `queryset`) that this person may see; what they may not see does not exist."""

    model = None
    queryset = None

    def get_queryset(self):
        rows = self.model._default_manager.all() if self.queryset is None else self.queryset.all()
        return rows.visible_to(self.request.user) if hasattr(rows, "visible_to") else rows
