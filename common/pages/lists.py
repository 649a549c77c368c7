"""The list of rows: in pages, with its filter, as a table, and as a file to download."""

from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from common import clock
from common.pages import taken
from common.pages.exports import FORMATS, MOST_EXCEL_ROWS
from common.pages.files import TableFile
from common.pages.paging import CappedPaginator
from common.pages.visibility import StaffMixin, VisibleMixin


class DownloadMixin:
    """A page whose rows staff may download as `?format=csv` or `xlsx`: the columns of `table_class`, the rows shown.

    Whoever may open the page may download it; no more rows than it shows are in the file. It says whether its rows tell
    of people (`holds_personal_data`): then the audit trail says who took them. A list that must stay on its page says
    why: `not_downloaded_because`. `narrowed_by` are the parts of its address that narrow it beside a filter.
    A list for everybody names its `data_set` (`common/open_data.py`) instead, whose files anybody may take.
    """

    table_class = None
    heading = ""
    about = ""
    holds_personal_data = None
    not_downloaded_because = ""
    narrowed_by = ()
    data_set = ""

    @property
    def has_downloads(self):
        makes_file = self.table_class is not None or type(self).file is not DownloadMixin.file
        return makes_file and isinstance(self, StaffMixin) and not self.not_downloaded_because

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in FORMATS and self.has_downloads:
            return self.download(wanted)
        return super().get(request, *args, **kwargs)

    def rows_of_file(self):
        """Return the rows of the file, a queryset or a list."""
        raise NotImplementedError

    def file(self):
        """Return the list as a file (`common/pages/files.py`)."""
        return TableFile(self.table_class, self.rows_of_file())

    @property
    def name_of_file(self):
        return " ".join(str(part) for part in (self.heading, self.about, clock.today().isoformat()) if part)

    def download(self, wanted):
        """Answer with the rows as a file; where they are too many for Excel to be waited for, with the way to it."""
        file = self.file()
        if wanted == "xlsx" and file.count_to(MOST_EXCEL_ROWS + 1) > MOST_EXCEL_ROWS:
            return taken.ask("too_long", self)
        if self.holds_personal_data and self.request.method == "GET":
            taken.ask("recorded", self, wanted, file.count())
        return FORMATS[wanted](self.name_of_file, file)


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
