"""Other versions of documents that wait for the co-ordinator."""

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.roles import Role
from common import exceptions_register, tasks_today
from common.counting import Wanted
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task
from involvement.exceptions import LATE
from involvement.filters import TO_TELL
from involvement.models import OtherVersionRequest
from involvement.rules import RequestStatus


def _in_time(today):
    return Wanted(exceptions_register.in_time(OtherVersionRequest.objects.waiting(), today, LATE))


@tasks_today.of_day(Role.COORDINATOR, "involvement", rows=_in_time)
def other_versions(today, found):
    """Requests still in time; the register of exceptions says which are late."""
    words = ngettext(
        "%(n)s other version of a document to make", "%(n)s other versions of documents to make", found.count
    )
    address = reverse("involvement:request_list", query={"status": RequestStatus.WAITING, "attention": IN_TIME})
    yield Task(address, words % {"n": found.count})


@tasks_today.of_day(Role.COORDINATOR, "involvement", rows=lambda today: Wanted(OtherVersionRequest.objects.to_tell()))
def people_to_tell(today, found):
    words = ngettext(
        "%(n)s person to ring or write to about another version",
        "%(n)s people to ring or write to about another version",
        found.count,
    )
    yield Task(reverse("involvement:request_list", query={"status": TO_TELL}), words % {"n": found.count})
