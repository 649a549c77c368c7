"""Other versions of documents that wait for the co-ordinator."""

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, exceptions_register, tasks_today
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task
from involvement.exceptions import LATE
from involvement.filters import TO_TELL
from involvement.models import OtherVersionRequest
from involvement.rules import RequestStatus


@tasks_today.needs(Role.COORDINATOR, "involvement")
def versions_to_make(user, now):
    """Requests still in time; the register of exceptions says which are late."""
    waiting = exceptions_register.in_time(OtherVersionRequest.objects.waiting(), clock.today(now), LATE)
    if n := waiting.count():
        words = ngettext("%(n)s other version of a document to make", "%(n)s other versions of documents to make", n)
        address = reverse("involvement:request_list", query={"status": RequestStatus.WAITING, "attention": IN_TIME})
        yield Task(address, words % {"n": n})


@tasks_today.needs(Role.COORDINATOR, "involvement")
def askers_to_tell(user, now):
    if n := OtherVersionRequest.objects.to_tell().count():
        words = ngettext(
            "%(n)s person to ring or write to about another version",
            "%(n)s people to ring or write to about another version",
            n,
        )
        yield Task(reverse("involvement:request_list", query={"status": TO_TELL}), words % {"n": n})
