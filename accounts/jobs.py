"""A copy of what is held of somebody, the erasure of it, and long lists as files: work in the background."""

import io

from django.utils.translation import gettext as _

from accounts.models import DataRequest, ListFile
from accounts.services import data_requests, list_files
from accounts.services.subject_files import subject_file
from common.documents import store_packed
from common.errors import DomainError
from common.jobs import job_kind
from common.pages import taken
from common.pages.exports import MOST_ROWS_IN_BACKGROUND, write_excel

PART = 5_000  # rows of a file between two signs of life

taken.answers("recorded")(list_files.record_taken)


@job_kind("accounts.erase", seconds=100)
def erase(job, report_progress):
    """Erase in the transaction that ends the job: all of it, or nothing."""
    report_progress(1, 1, _("erasing"))
    request = DataRequest.objects.get(pk=job.args["request"])
    return lambda: data_requests.erase(request)


@job_kind("accounts.copy", seconds=100)
def copy(job, report_progress):
    """Make the file of what is held of somebody."""
    report_progress(1, 1, _("gathering"))
    request = DataRequest.objects.get(pk=job.args["request"])
    data = subject_file(request)

    def keep():
        name = f"{request.reference}.zip"
        return data_requests.keep_copy(request, store_packed(data, name=name))

    return keep


@job_kind("accounts.list_file", queue="bulk", seconds=100)
def list_file(job, report_progress):
    """Make the Excel file of a list, with the rows that whoever asked for it may see now."""
    made = ListFile.objects.select_related("user").filter(pk=job.args["file"]).first()
    if made is None:
        return None  # it was deleted before anybody began with it
    rights = list_files.rights_of(made.user)
    view = list_files.list_at(made.path, made.query, made.user)
    if view is None:
        raise DomainError(_("You can no longer see this list."))
    file = view.file()
    total = file.count_to(MOST_ROWS_IN_BACKGROUND + 1)
    if total > MOST_ROWS_IN_BACKGROUND:
        raise DomainError(_("This list is too long for Excel. Download it as CSV."))
    steps, data = 2 + total // PART, io.BytesIO()

    def after(rows):
        if rows % PART == 0:
            report_progress(1 + min(rows, total) // PART, steps, _("writing rows"))

    rows = write_excel(data, file, after=after)
    return lambda: list_files.keep_file(made.pk, data.getvalue(), rows=rows, rights=rights)
