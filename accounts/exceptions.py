"""What is late about personal data: requests not answered in a month, complaints not acknowledged in their 30 days."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from accounts.models import DataComplaint, DataRequest
from accounts.roles import Role
from common import exceptions_register
from common.exceptions_register import Entry

CLOCKS = ("accounts.DataComplaint.acknowledge_by_on", "accounts.rules.acknowledge_by")
REQUESTS_LATE = "data_requests.late"
LATE, LATE_ABOUT_COORDINATOR = "complaints.late", "complaints.late_about_coordinator"


def _entry(complaint):
    return Entry(complaint.reference, complaint.acknowledge_by_on, url=complaint.get_absolute_url())


@exceptions_register.kind(
    LATE,
    gettext_lazy("complaints about data not acknowledged in time"),
    shown=_entry,
    listed_at=reverse_lazy("accounts:complaint_list", query={"attention": LATE}),
    clocks=CLOCKS,
    is_private=True,
)
def complaints_late(today):
    return DataComplaint.objects.not_acknowledged_on(today).filter(is_about_coordinator=False)


@exceptions_register.kind(
    LATE_ABOUT_COORDINATOR,
    gettext_lazy("complaints about the co-ordinator's handling of data not acknowledged in time"),
    shown=_entry,
    listed_at=reverse_lazy("accounts:complaint_list", query={"attention": LATE_ABOUT_COORDINATOR}),
    clocks=CLOCKS,
    is_private=True,
    read_by=Role.INDEPENDENT_READER,
)
def about_coordinator_late(today):
    return DataComplaint.objects.not_acknowledged_on(today).filter(is_about_coordinator=True)


@exceptions_register.kind(
    REQUESTS_LATE,
    gettext_lazy("requests about personal data not answered in time"),
    shown=lambda asked: Entry(
        f"{asked.reference}: {asked.get_kind_display()}", asked.due_on, url=asked.get_absolute_url()
    ),
    listed_at=reverse_lazy("accounts:data_request_list", query={"attention": REQUESTS_LATE}),
    clocks=("accounts.rules.data_request_due",),
    is_private=True,
)
def data_requests_late(today):
    """Return the requests that were not answered within a month (UK GDPR, article 12(3))."""
    return DataRequest.objects.late(today)
