"""Builds a report: its web page and both PDFs from the frozen figures."""

from django.utils.translation import gettext as _

from common import clock
from common.documents import store_made
from common.errors import DomainError
from common.jobs import job_kind
from common.pdf import PdfUnavailable
from reports.layout import page_of, pdf_of
from reports.models import Build, BuildFile
from reports.rules import Variant

STEPS = len(Variant) + 2


@job_kind("reports.build", queue="pdf", seconds=100)
def build_report(job, report_progress):
    """Lay out the page, unless it is there, and every print of the job's build.

    Raises DomainError where this machine cannot write PDFs.
    """
    build = Build.objects.select_related("report").get(job=job)
    report_progress(1, STEPS, _("laying out: web page"))
    page, files = None if build.page_id else page_of(build), {}
    for step, variant in enumerate(Variant, 2):
        report_progress(step, STEPS, _("laying out: %(print)s") % {"print": variant.label})
        try:
            files[variant] = pdf_of(build, variant)
        except PdfUnavailable as error:
            raise DomainError(str(error)) from error
    report_progress(STEPS, STEPS, _("saving the files"))

    def write():
        now = clock.now()
        if page:
            page.save(force_insert=True)
            Build.objects.filter(pk=build.pk).update(page=page)
        for variant, content in files.items():
            name = f"{build.report.slug}-{build.number}{'-large-print' if variant == Variant.LARGE else ''}.pdf"
            BuildFile.objects.create(build=build, variant=variant, document=store_made(content, name=name, now=now))

    return write
