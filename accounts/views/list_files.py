"""The Excel files that somebody asked for and that were too long to wait for."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from accounts.models import ListFile
from accounts.rules import LIST_FILE_KEPT
from accounts.services import list_files
from common import clock
from common.documents import serve
from common.limits import HOUR
from common.pages import ListPage, ObjectMixin, ServiceAction, taken

LIST = "list"  # the part of the address that names the list


def address_of(view):
    """Return the address of a list with its filter, and without the file and the page it was asked for."""
    asked = view.request.GET.copy()
    for name in ("format", "page"):
        asked.pop(name, None)
    return f"{view.request.path}?{asked.urlencode()}" if asked else view.request.path


@taken.answers("too_long")
def offer(view):
    """Lead to where the file of a long list is asked for."""
    return HttpResponseRedirect(reverse("accounts:list_file_list", query={LIST: address_of(view)}))


class ListFileList(ListPage):
    """Somebody's own files; and where they come from a long list, the button that begins one of it."""

    queryset = ListFile.objects.select_related("document", "job")
    template_name = "accounts/list_file_list.html"
    heading = _("Your files")
    empty = _("No files yet.")
    not_downloaded_because = "It is a list of files."

    def narrow(self, rows):
        return rows.lying_ready(clock.now())

    def get_context_data(self, **kwargs):
        wanted = self.request.GET.get(LIST, "")
        path, _mark, query = wanted.partition("?")
        view = list_files.list_at(path, query, self.request.user) if wanted else None
        return super().get_context_data(
            wanted=wanted if view else "",
            name=view.name_of_file if view else "",
            as_csv=f"{path}?{query}&format=csv" if query else f"{path}?format=csv",
            rights=list_files.rights_of(self.request.user),
            hours=LIST_FILE_KEPT // HOUR,
            **kwargs,
        )


class ListFileAsk(ServiceAction):
    """Begin to make the file of a list."""

    success_url = reverse_lazy("accounts:list_file_list")
    success_message = _("We are making your file. It will be on this page, usually within minutes.")

    def perform(self):
        path, _mark, query = self.request.GET.get(LIST, "").partition("?")
        return list_files.ask_for_file(path, query, by=self.request.user)


class ListFileForget(ServiceAction):
    """Delete a file before its day is over."""

    model = ListFile
    success_url = reverse_lazy("accounts:list_file_list")
    success_message = _("File deleted.")

    def perform(self):
        return list_files.forget_files(ListFile.objects.filter(pk=self.object.pk), clock.now())


class ListFileDownload(ObjectMixin, View):
    """A file, while its day lasts and whoever asked for it may still see that list with the same roles."""

    queryset = ListFile.objects.select_related("document", "user")
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        view = list_files.list_behind(self.object)
        if view is None:
            raise Http404
        if request.method == "GET" and view.holds_personal_data:
            list_files.record_taken(view, "xlsx", self.object.rows)
        return serve(self.object.document)
