"""The columns of the lists of what came of issues."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.pages.columns import Column, DayColumn, PartColumn, Table


def staff_page(record):
    return reverse("answers:staff_presentation_detail", args=[record.reference])


def officer_page(record):
    return reverse("answers:officer_presentation", args=[record.reference])


def page_to_keep(record):
    return reverse("answers:commitment_keep", args=[record.reference])


class PresentationTable(Table):
    reference = Column(_("Reference"), linkify=staff_page)
    title = Column(_("Theme or issue"))
    agency = Column(_("Agency"))
    status = PartColumn(_("Status"), part="answers/_presentation_status.html", name="presentation")
    sent_on = DayColumn(_("Sent on"), visible=False)
    due_on = DayColumn(_("Answer due"))
    responded_on = DayColumn(_("Responded on"), default="", visible=False)


class OfficerPresentationTable(PresentationTable):
    reference = Column(_("Reference"), linkify=officer_page)
    agency = Column(_("Agency"), visible=False)


class CommitmentTable(Table):
    reference = Column(_("Reference"), linkify=page_to_keep)
    what = Column(_("What"))
    owner = Column(_("Who"))
    agency = Column(_("Agency"), default="", visible=False)
    made_on = DayColumn(_("Made on"), visible=False)
    due_on = DayColumn(_("By when"))
    status = PartColumn(_("Status"), part="answers/_commitment_status.html", name="commitment")
    finished_on = DayColumn(_("Finished on"), default="", visible=False)
    evidence = Column(_("Evidence"), default="", visible=False)
    not_kept_reason = Column(_("Why it was not kept"), default="", visible=False)

    def render_owner(self, value, record):
        return format_html("{}<br>{}", value, record.agency) if record.agency else value


class EntryTable(Table):
    """Its page shows pairs side by side (`answers/staff_entry_list.html`); these columns make its files."""

    about = Column(_("Theme or service"), accessor="pk")
    you_said = Column(_("You said"), default="")
    kind = Column(_("What came of it"))
    we_did = Column(_("What was done, or why not"), default="")
    evidence = Column(_("How anyone can see it"), default="")
    agency = Column(_("Agency"), default="")
    source = Column(_("Source"), default="")
    drafted_on = DayColumn(_("Drafted on"))
    published_on = DayColumn(_("Published on"), default="")

    def value_about(self, record):
        return str(record.theme or record.service_area)

    def value_kind(self, record):
        return capfirst(record.get_kind_display())
