"""What the chain holds of `reports`: each build with its figures and words, its web page, and its files."""

from django.db.models import Min
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from common import chain, clock
from reports.models import Build, BuildFile, BuildPage


@chain.kind(
    "reports.builds",
    _("builds of reports"),
    Build.objects.select_related("job").all,
    day=TruncDate("job__created_at", tzinfo=clock.LONDON),
)
def form_of_build(build):
    """Its page comes later, when it is laid out, and is a row of its own."""
    return {
        "figures": build.figures,
        "frozen_on": build.frozen_on,
        "number": build.number,
        "report": build.report_id,
        "requested_by": build.requested_by_id,
        "words": build.words,
    }


@chain.kind(
    "reports.pages",
    _("web pages of builds"),
    BuildPage.objects.all,
    day=TruncDate(Min("build__files__document__created_at"), tzinfo=clock.LONDON),
)
def form_of_page(page):
    """It is chained once the files made with it are there."""
    return {
        "chapters": page.chapters,
        "contents": page.contents,
        "language": page.language,
        "summary": page.summary,
    }


@chain.kind(
    "reports.files",
    _("files of builds"),
    BuildFile.objects.all,
    day=TruncDate("document__created_at", tzinfo=clock.LONDON),
)
def form_of_file(file):
    return {"build": file.build_id, "document": file.document_id, "variant": file.variant}
