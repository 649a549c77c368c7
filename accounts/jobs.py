"""A copy of what is held of somebody, and the erasure of it: work in the background."""

from django.utils.translation import gettext as _

from accounts.models import DataRequest
from accounts.services import data_requests
from accounts.services.subject_files import subject_file
from common.documents import store_packed
from common.jobs import job_kind


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
