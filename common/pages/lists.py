"""The list of rows, in pages, with its filter."""

from django.views.generic import ListView

from common.pages.paging import CappedPaginator
from common.pages.visibility import VisibleMixin


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
