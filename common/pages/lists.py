"""The list of rows: in pages, with its filter, as a table, and as a file to download."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from common import clock
from common.pages.exports import FORMATS, MOST_EXCEL_ROWS
from common.pages.paging import CappedPaginator
from common.pages.visibility import StaffMixin, VisibleMixin


def count_to(limit, rows):
    """Return the number of rows of a queryset or list, counted no further than `limit`."""
    return rows[:limit].count() if hasattr(rows, "query") else len(rows)


class DownloadMixin:
    """A page whose rows staff may download as `?format=csv` or `xlsx`: the columns of `table_class`, the rows shown.

    Whoever may open the page may download it; no more rows than it shows are in the file. A list that must stay on
    its page says why: `not_downloaded_because`.
    """

    table_class = None
    heading = ""
    about = ""
    not_downloaded_because = ""

    @property
    def has_downloads(self):
        return self.table_class is not None and isinstance(self, StaffMixin) and not self.not_downloaded_because

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in FORMATS and self.has_downloads:
            return self.download(wanted)
        return super().get(request, *args, **kwargs)

    def rows_of_file(self):
        """Return the rows of the file, a queryset or a list."""
        raise NotImplementedError

    def download(self, wanted):
        """Answer with the rows as a file, or say that they are too many for Excel."""
        rows = self.rows_of_file()
        if wanted == "xlsx" and count_to(MOST_EXCEL_ROWS + 1, rows) > MOST_EXCEL_ROWS:
            words = _("This list has more than 20,000 rows, too many for an Excel file. Download it as CSV.")
            messages.error(self.request, words)
            asked = self.request.GET.copy()
            del asked["format"]
            return HttpResponseRedirect(f"{self.request.path}?{asked.urlencode()}")
        name = " ".join(str(part) for part in (self.heading, self.about, clock.today().isoformat()) if part)
        return FORMATS[wanted](name, self.table_class.header_row(), self.table_class.value_rows(rows))


class ListPage(DownloadMixin, VisibleMixin, ListView):
    """A list in pages of 25, with an optional GET filter (`filterset_class`): two queries, however many rows.

    A value that the filter does not know is said at its field, and shows no rows: all of them would be another list.
    With a `table_class` (`common.pages.columns.Table`) the page needs no template of its own. `about` is what the list
    belongs to, above the heading, and `back_url` the way back to it.
    """

    paginate_by = 25
    paginator_class = CappedPaginator
    filterset_class = None
    template_name = "pages/list.html"
    lead = ""
    actions = ()
    back_url = None
    empty = gettext_lazy("No results match.")

    def get_queryset(self):
        rows = super().get_queryset()
        self.filterset = None
        if self.filterset_class:
            self.filterset = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
            rows = self.filterset.qs if self.filterset.is_valid() else rows.none()
        return rows

    def get_back_url(self):
        return self.back_url

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter=self.filterset, **kwargs)
        if self.table_class:
            context["table"] = self.table_class.of(context["object_list"])
        return context

    def rows_of_file(self):
        return self.get_queryset()
