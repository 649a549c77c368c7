"""What views of every app are made of: fetch, check, call one service, redirect.

Who may come in: every page needs signing in, unless its view is a `PublicMixin`. A staff view names one permission
(`permission_required`); without it a signed-in person gets 403. A row one may not see is a 404.
"""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView, View
from django.views.generic.base import ContextMixin

from common.differences import difference
from common.errors import DomainError, StaleEdit
from common.paging import CappedPaginator
from common.submissions import once
from common.versions import joined


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


class ObjectMixin(VisibleMixin, ContextMixin):
    """One visible row of `model`, found by `lookup` (a field named as in the address: `<str:reference>`), or 404."""

    lookup = "pk"

    @property
    def has_row(self):
        return self.model is not None or self.queryset is not None

    @cached_property
    def object(self):
        return get_object_or_404(self.get_queryset(), **{self.lookup: self.kwargs[self.lookup]})

    def get_context_data(self, **kwargs):
        if self.has_row:
            kwargs = {"object": self.object, self.object._meta.model_name: self.object, **kwargs}
        return super().get_context_data(**kwargs)


class PageView(ObjectMixin, TemplateView):
    """The page of one row."""


class ServiceFormView(ObjectMixin, FormView):
    """A form whose answer calls one service.

    Subclasses write `perform(self, form)` and return what the service returned: it stands in `self.result`. What a rule
    refuses becomes an error on the page, with everything typed kept; a stale edit shows the text that stands there now.
    `model` and `lookup` are for forms about one row.
    """

    success_message = ""
    shared_texts = ("text",)

    def perform(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            self.result = self.perform(form)
        except StaleEdit as error:
            return self.form_stale(form, error)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def form_stale(self, form, error):
        """Show both texts, keep what was typed, and let the next save start from the version that stands there now."""
        form.add_error(None, error.message)
        if hasattr(form, "based_on"):
            form.based_on(self.current_version())
        stale = {"theirs": error.theirs, "lines": difference(error.theirs, self.typed(form))}
        return self.render_to_response(self.get_context_data(form=form, stale=stale))

    def typed(self, form):
        """Return what was typed, in the shape of a stale edit's `theirs`, to compare the two."""
        return joined(*(form.data.get(form.add_prefix(name), "") for name in self.shared_texts))

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.version

    def get_success_url(self):
        """Return `success_url`, or else the page of what the service returned, or of the row."""
        if self.success_url:
            return str(self.success_url)
        return (self.result if hasattr(self.result, "get_absolute_url") else self.object).get_absolute_url()


class OnceMixin:
    """A form that makes a row of `made`: pressing twice makes one. The form carries the key (`OnceFormMixin`).

    Subclasses write `make(self, form)` in the place of `perform`.
    """

    made = None

    def perform(self, form):
        rows = []

        def keep():
            rows.append(self.make(form))
            return str(rows[0].pk)

        pk, is_new = once(form.cleaned_data.pop("once"), self._sent(form), keep)
        row = rows[0] if is_new else self.made._default_manager.filter(pk=pk).first()
        if row is None:
            raise DomainError(_("This was sent before, and removed since. Open the form again to send something new."))
        return row

    def _sent(self, form):
        """Return what tells one sending from another: where to, and all that was typed or attached."""
        typed = {name: form.data.getlist(name) for name in form.data if name not in {"csrfmiddlewaretoken", "once"}}
        return [self.request.path, typed, [[file.name, file.size] for file in form.files.values()]]


class ServiceActionView(ObjectMixin, View):
    """A button: a POST that calls one service, says what happened and goes back. GET is refused with 405."""

    http_method_names = ["post", "options"]
    success_message = ""
    success_url = None

    def perform(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        try:
            self.result = self.perform()
        except DomainError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(self.get_failure_url())
        if self.success_message:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return str(self.success_url) if self.success_url else self.object.get_absolute_url()

    def get_failure_url(self):
        return self.get_success_url()


class PaginatedListView(VisibleMixin, ListView):
    """A list in pages of 25, with an optional GET filter (`filterset_class`): two queries, however many rows."""

    paginate_by = 25
    paginator_class = CappedPaginator
    filterset_class = None

    def get_queryset(self):
        rows = super().get_queryset()
        self.filterset = None
        if self.filterset_class:
            self.filterset = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
            rows = self.filterset.qs
        return rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filterset, **kwargs)


def too_many_requests(request, *, retry_after=None):
    """Say "too many, please wait" with 429; `retry_after` in seconds."""
    response = render(request, "429.html", {}, status=429)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
