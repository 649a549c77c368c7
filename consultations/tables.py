"""The columns of the lists of consultations, of what was entered and written, and of themes to answer."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.services.settings import get_setting
from common.pages.columns import Column, DayColumn, PartColumn, Table, YesNoColumn
from issues.wording import speakers_in_words


def staff_page(record):
    return reverse("consultations:staff_consultation", args=[record.slug])


class ConsultationTable(Table):
    title = Column(_("Consultation"), linkify=staff_page)
    status = PartColumn(_("Status"), part="consultations/_status.html", name="one")
    opens_on = DayColumn(_("Opens"), visible=False)
    ends_on = DayColumn(_("Closes"))
    deciding_agency = Column(_("Who decides"), empty_values=())

    def value_deciding_agency(self, value):
        return str(value or _("The service itself"))

    render_deciding_agency = value_deciding_agency


class EnteredTable(Table):
    """Its page shows the answers too (`consultations/staff_entered.html`).

    No file holds them beside who answered: what one person told us may then name a family (`consultations/files.py`).
    """

    reference = Column(_("Reference"))
    group = Column(_("Who it came from"), exclude_from_export=True)
    channel = Column(_("How it came"))
    received_on = DayColumn(_("Received on"))
    is_late = YesNoColumn(_("Late"))
    entered_by = Column(_("Entered by"), accessor="entered_by__name")

    def value_channel(self, record):
        return record.get_channel_display()


class WordsTable(Table):
    """Its page offers the themes to sort words into; a file holds no group and no reference, as the page does not."""

    question = Column(_("Question"), accessor="question__text")
    text = Column(_("What they wrote"))
    themes = Column(_("Themes"), accessor="pk")

    def value_themes(self, record):
        return ", ".join(row.theme.name for row in record.themes.all())


class ThemeTable(Table):
    """Its page shows a card each (`consultations/officer_theme_list.html`)."""

    theme = Column(_("Theme"))
    said = Column(_("What people said"))
    people = Column(_("People who said so"), empty_values=())
    consultation = Column(_("Consultation"), accessor="consultation__title")
    answers_due_on = DayColumn(_("Answer due"), accessor="consultation__answers_due_on", default="")
    outcome = Column(_("Answer"), accessor="answer__get_outcome_display", default="")
    posted_on = DayColumn(_("Answered on"), accessor="answer__posted_on", default="")

    def value_theme(self, record):
        return str(record.theme)

    def value_people(self, record):
        """As on the page: a small number in words."""
        if not record.people:
            return ""
        few = get_setting("few_families", on=record.consultation.results_published_on)
        return speakers_in_words(record.people, few, are_parents=record.are_parents)
