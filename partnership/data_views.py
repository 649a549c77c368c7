"""One door for whoever takes away what is public: what there is, its columns in words, its licence, and the files."""

import itertools

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView, View

from accounts.services.settings import get_setting, remembered_settings
from common import open_data
from common.limits import HOUR, MINUTE, limited
from common.pages import PublicMixin
from common.pages.exports import FORMATS, MOST_EXCEL_ROWS
from common.pages.files import RowsFile

MOST_AN_HOUR = 60  # files for one address, of people who are not signed in


class DataList(PublicMixin, TemplateView):
    """What is public as files."""

    template_name = "partnership/data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            data_sets=[(one, one.newest()) for one in open_data.known.values()],
            long=self.request.GET.get("long", ""),
            licence=get_setting("data_licence"),
            licence_address=get_setting("data_licence_address"),
            **kwargs,
        )


class DataSetFile(RowsFile):
    """A data set as a file; settings are read once for some hundred rows, as a file is sent after its request."""

    def __init__(self, data_set, request):
        super().__init__(data_set.header, data_set.rows_for(request))
        self.data_set = data_set

    def rows(self):
        cells = self.data_set.cells(self.source)
        while True:
            with remembered_settings():
                some = list(itertools.islice(cells, open_data.CHUNK))
            if not some:
                return
            yield from some


def is_signed_out(request):
    return not request.user.is_authenticated


@method_decorator(
    limited("data", MOST_AN_HOUR, HOUR, then_every=MINUTE, methods=("GET", "HEAD"), when=is_signed_out), name="dispatch"
)
class DataFile(PublicMixin, View):
    """One of them as CSV, written while it is sent, or as Excel; the same for everybody.

    Whoever takes very many without signing in is slowed: a file costs more than a page.
    """

    http_method_names = ["get", "head", "options"]
    kind = "csv"

    def get(self, request, name):
        data_set = open_data.known.get(name)
        if data_set is None:
            raise Http404
        file = DataSetFile(data_set, request)
        if self.kind == "xlsx" and file.count_to(MOST_EXCEL_ROWS + 1) > MOST_EXCEL_ROWS:
            return HttpResponseRedirect(f"{reverse('data_list', query={'long': name})}#{name}")
        response = FORMATS[self.kind](name, file)
        response["Cache-Control"] = "no-cache"
        return response
