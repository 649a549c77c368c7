"""The page of one row."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin

from common.pages.visibility import VisibleMixin


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


class DetailPage(ObjectMixin, TemplateView):
    """The page of one row."""
