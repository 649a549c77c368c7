"""The record: what is chained by day, and the head of each day, for everybody (promise 13)."""

from collections import Counter

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from accounts.services.settings import get_setting
from accounts.services.witness import last_sent_on
from accounts.tables import HeadTable
from common import chain, clock
from common.models import ChainDay
from common.pages import ListPage, PublicMixin, everybody
from common.pages.exports import csv_response
from common.pages.files import RowsFile

YEAR = 365 * clock.DAY


class Record(PublicMixin, ListPage):
    """The last head, what it stands for, and every head before it."""

    is_kept = False  # it says which e-mails were sent, and nobody watches those (`common/kept/changes.py`)
    queryset = ChainDay.objects.all()
    visible = everybody
    table_class = HeadTable
    template_name = "accounts/record.html"
    heading = _("The record")
    not_downloaded_because = "Its heads are a file of their own (`RecordHeads`)."
    empty = _("The record has not begun yet: its first days are sealed within hours.")

    def get_context_data(self, **kwargs):
        last, first = chain.last_day(), ChainDay.objects.order_by("day").first()
        checked = chain.last_check()
        return super().get_context_data(
            last=last,
            checked=checked,
            is_check_late=bool(checked) and checked.on < clock.today() - chain.LATE,
            is_overdue=chain.is_overdue(),
            open_changes=chain.open_changes().count(),
            began_on=first.sealed_on if first else None,
            kinds=_rows_of_a_year(last) if last else [],
            witness=get_setting("witness_name"),
            has_witness=bool(get_setting("witness_email")),
            told_on=last_sent_on(),
            **kwargs,
        )


def _rows_of_a_year(last):
    """Return [(what, how many)] of the rows sealed in the last year."""
    total: Counter[str] = Counter()
    for counts in ChainDay.objects.filter(day__gt=last.day - YEAR).values_list("counts", flat=True):
        total.update(counts)
    return [(capfirst(kind.label), total[name]) for name, kind in chain.kinds.items()]


class RecordHeads(PublicMixin, View):
    """Every head as a file, for whoever wants to keep them."""

    def get(self, request):
        rows = ChainDay.objects.order_by("day").values_list("day", "head")
        return csv_response("record heads", RowsFile(["day", "head"], rows.iterator()))
