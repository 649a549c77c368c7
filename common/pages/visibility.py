"""Who may open a page, and which rows they may see.

Every page needs signing in, unless its view is a `PublicMixin`. A staff view names one permission
(`permission_required`); without it a signed-in person gets 403. A row one may not see is a 404.
"""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ImproperlyConfigured
from django.views.generic.base import TemplateResponseMixin
from django.views.generic.edit import FormMixin


class PublicMixin:
    """A page for anyone, signed in or not.

    Unless it is a form it is a document: something to read, which anybody can ask for in another version. A page that
    is only a step on the way says `is_document = False`; one whose row those who make versions may not know of says
    that it is kept from them.
    """

    base_template = "base.html"
    is_document = True
    is_kept_from_coordinator = False

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        view.login_required = False
        if not hasattr(cls, "post"):
            view.csrf_exempt = True  # it says that it takes no form (405), and not that a check failed
        return view


def is_document(view):
    """Say whether a view, or its class, is a page that somebody may want in large print, in Braille and so on."""
    kind = view if isinstance(view, type) else type(view)
    is_page = issubclass(kind, PublicMixin) and issubclass(kind, TemplateResponseMixin)
    return is_page and kind.is_document and not issubclass(kind, FormMixin)


class StaffMixin(PermissionRequiredMixin):
    """A page for those who hold `permission_required`."""

    base_template = "base_staff.html"


def everybody(rows, request):
    """All rows, for anyone who can open the page, because the rows are public."""
    return rows


def holders_of(permission):
    """Return the rule by which holders of a permission see all rows and others see none."""

    def rule(rows, request):
        return rows if request.user.has_perm(permission) else rows.none()

    rule.permission = permission
    return rule


class VisibleMixin:
    """Rows of `model` (or `queryset`) that this person may see; the rest answer 404.

    The model's queryset says which (`visible_to(user)`). Where it does not, or this page has a rule of its own, the
    view says so with `visible`, a rule (rows, request) -> rows. A view without either is refused when its address is
    made.
    """

    model = None
    queryset = None
    visible = None
    base_template = "base_signed_in.html"

    @classmethod
    def as_view(cls, **initkwargs):
        check_rule(cls)
        return super().as_view(**initkwargs)

    def get_queryset(self):
        rows = self.model._default_manager.all() if self.queryset is None else self.queryset.all()
        rule = type(self).visible
        shown = rows.visible_to(self.request.user) if rule is None else rule(rows, self.request)
        return self.narrow(shown)

    def narrow(self, rows):
        """Return which of the rows they may see belong on this page: those of the address, of a state."""
        return rows


def check_rule(view):
    """Raise ImproperlyConfigured where neither the model nor the view says which rows the view may show."""
    if view.visible is not None:
        return
    if not isinstance(view.model, type | None):  # which model it is, the address says
        raise ImproperlyConfigured(f"{view.__qualname__} shows rows of several models: say who may see them.")
    rows = view.model._default_manager.all() if view.queryset is None and view.model else view.queryset
    if rows is None:
        return
    if not hasattr(rows, "visible_to"):
        raise ImproperlyConfigured(
            f"{view.__qualname__} shows rows of {rows.model.__name__}, whose queryset has no visible_to: "
            f"give that, or say in the view who may see them (visible = ...)."
        )
