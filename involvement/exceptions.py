"""Other versions of documents that were not sent by the day promised (V13)."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from common import exceptions_register
from common.exceptions_register import Entry
from involvement.models import OtherVersionRequest

LATE = "other_versions.late"


@exceptions_register.kind(
    LATE,
    gettext_lazy("other versions of documents not sent in time"),
    shown=lambda asked: Entry(f"{asked.title}: {asked.in_words}", asked.due_on, url=asked.get_absolute_url()),
    listed_at=reverse_lazy("involvement:request_list", query={"attention": LATE}),
    clocks=("involvement.OtherVersionRequest.due_on", "involvement.rules.version_due"),
    is_private=True,
)
def versions_late(today):
    return OtherVersionRequest.objects.late(today)
