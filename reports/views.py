"""Published reports as pages and files."""

from django.views.generic import View

from common.documents import serve
from common.pages import DetailPage, ListPage, ObjectMixin, PublicMixin
from common.redactions import redactions_of
from reports import services
from reports.models import BuildFile, Report


class ReportList(PublicMixin, ListPage):
    """The reports one may see, newest first, each with its files."""

    queryset = Report.objects.published().prefetch_related("agreed_build__files__document")
    data_set = "reports"
    template_name = "reports/report_list.html"


class ReportDetail(PublicMixin, DetailPage):
    """A report as a page: the one that was laid out with the build that was agreed."""

    queryset = Report.objects.published().select_related("agreed_build__page", "agreed_at")
    lookup = "slug"
    template_name = "reports/report_detail.html"

    def get_context_data(self, **kwargs):
        build = self.object.agreed_build
        return super().get_context_data(
            page=build.page,
            files=build.files.select_related("document"),
            redactions=redactions_of(self.object),
            **kwargs,
        )


class ReportDownload(PublicMixin, ObjectMixin, View):
    """One print of the agreed build; downloads of the board report are recorded."""

    queryset = BuildFile.objects.agreed().select_related("document", "build__report")
    lookup = "variant"

    def narrow(self, rows):
        return rows.filter(build__report__slug=self.kwargs["slug"])

    def get(self, request, slug, variant):
        services.record_download(self.object, by=request.user)
        return serve(self.object.document)

    def head(self, request, slug, variant):
        """Say how large it is; nobody has downloaded anything yet."""
        return serve(self.object.document)
