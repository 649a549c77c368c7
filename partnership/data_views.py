"""One door for whoever takes away what is public: what there is, its columns in words, its licence, and the files."""

import itertools

from django.http import Http404
from django.views.generic import TemplateView, View

from accounts.services.settings import get_setting, remembered_settings
from common import open_data
from common.pages import PublicMixin
from common.pages.exports import csv_response


class DataList(PublicMixin, TemplateView):
    """What is public as files."""

    template_name = "partnership/data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            data_sets=[(one, one.newest()) for one in open_data.known.values()],
            licence=get_setting("data_licence"),
            licence_address=get_setting("data_licence_address"),
            **kwargs,
        )


def cells_of(data_set):
    """Yield the cells of each row; settings are read once for some hundred, as a file is sent after its request."""
    cells = data_set.cells()
    while True:
        with remembered_settings():
            some = list(itertools.islice(cells, open_data.CHUNK))
        if not some:
            return
        yield from some


class DataFile(PublicMixin, View):
    """One of them as CSV, written while it is sent; the same for everybody."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, name):
        data_set = open_data.known.get(name)
        if data_set is None:
            raise Http404
        response = csv_response(name, data_set.header, cells_of(data_set))
        response["Cache-Control"] = "no-cache"
        return response
