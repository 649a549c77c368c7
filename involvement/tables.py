"""The columns of the co-ordinator's lists of other versions; none of them says how somebody is reached."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from common import clock
from common.documents import size_label
from common.pages.columns import Column, DayColumn, PartColumn, StatusColumn, Table, YesNoColumn


class RequestTable(Table):
    reference = Column(_("Reference"), linkify=lambda record: record.get_absolute_url())
    title = Column(_("Document"))
    in_words = Column(_("Version"))
    channel = Column(_("How it came"), accessor="get_channel_display", visible=False)
    received_on = DayColumn(_("Asked on"), visible=False)
    due_on = DayColumn(_("Due on"))
    status = StatusColumn(_("Status"))
    ended_on = DayColumn(_("Sent or answered on"), default="", visible=False)
    sent_how = Column(_("How it was sent"), accessor="get_sent_how_display", default="", visible=False)
    told = YesNoColumn(_("Still to be told"), accessor="has_to_be_told", visible=False)

    def render_due_on(self, record):
        is_late = record.is_waiting and record.due_on < clock.today()
        return render_to_string("involvement/_due.html", {"asked": record, "is_late": is_late})

    def value_due_on(self, value):
        return value


class MadeTable(Table):
    """What was made, and whether it is offered to others."""

    title = Column(_("Document"))
    in_words = Column(_("Version"))
    what = Column(_("What it is"), empty_values=())
    made_from_on = DayColumn(_("Made from the document of"))
    made_on = DayColumn(_("Made on"), visible=False)
    is_offered = YesNoColumn(_("Offered to others"))
    gone_on = DayColumn(_("No longer given since"), default="", visible=False)
    do = PartColumn(_("Change"), part="involvement/_made_steps.html", name="version", exclude_from_export=True)

    def render_what(self, record):
        return record.what or (size_label(record.document) if record.document else _("no longer kept"))

    value_what = render_what
