"""A copy of what is held of somebody, the erasure of it, long lists as files and long imports: in the background."""

import io

from django.utils.translation import gettext as _

from accounts.models import DataRequest, Import, ListFile
from accounts.services import data_requests, list_files
from accounts.services.imports import files, undoing
from accounts.services.subject_files import subject_file
from common.documents import store_packed
from common.errors import DomainError
from common.imports import read_rows
from common.jobs import job_kind
from common.pages import taken
from common.pages.exports import MOST_ROWS_IN_BACKGROUND, write_excel

PART = 5_000  # rows of a file between two signs of life

taken.answers("recorded")(list_files.record_taken)

ROWS_A_STEP = 1_000


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


@job_kind("accounts.check_import", seconds=100)
def check_import(job, report_progress):
    """Check the rows of a file: first its cells, a thousand at a time, then what would become of each row."""
    one = Import.objects.select_related("by").get(pk=job.args["import"])
    steps, rows = one.size // ROWS_A_STEP + 2, []
    lines = list(files.lines_of(one))  # SQLite refuses a sign of life while rows are still being read
    for number, row in enumerate(read_rows(one.list, lines, one.columns)):
        if number % ROWS_A_STEP == 0:
            report_progress(number // ROWS_A_STEP + 1, steps, _("reading row %(row)s") % {"row": number + 1})
        rows.append(row)
    report_progress(steps, steps, _("checking all rows together"))
    checked = files.rehearse(one, rows)
    return lambda: files.keep_check(one, checked)


@job_kind("accounts.take_import", seconds=100)
def take_import(job, report_progress):
    """Import the rows in the transaction that ends the job: all of them, or nothing."""
    report_progress(1, 1, _("importing all rows together"))
    one = Import.objects.select_related("by").get(pk=job.args["import"])
    return lambda: files.take_import(one)


@job_kind("accounts.undo_import", seconds=100)
def undo_import(job, report_progress):
    """Undo an import in the transaction that ends the job."""
    report_progress(1, 1, _("undoing"))
    one = Import.objects.select_related("undone_by").get(pk=job.args["import"])
    return lambda: undoing.carry_out_undoing(one)
