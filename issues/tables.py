"""The columns of the co-ordinator's lists, and of the list of issues out of sight."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from common import clock
from common.dates import day
from common.pages.columns import Column, DayColumn, StatusColumn, Table
from common.pages.telling import ToTellTable
from issues.deadlines import Deadline, deadline_of
from issues.rules import SafeguardingOutcome
from issues.selectors import waiting_turns
from issues.wording import part_in_words

SHOWN = 80


def staff_page(record):
    return reverse("issues:staff_issue_detail", args=[record.reference])


class IssueTable(Table):
    reference = Column(_("Reference"), linkify=staff_page)
    issue = Column(_("Issue"), accessor="pk", exclude_from_export=True)
    title = Column(_("Title"), visible=False, default=_("No title yet"))
    received_on = DayColumn(_("Received"), visible=False)
    theme = Column(_("Theme"), default=_("None yet"))
    service_area = Column(_("Service"), visible=False)
    status = StatusColumn(_("Status"))
    clock = Column(_("Deadline"), accessor="pk")

    def render_issue(self, record):
        """Show the title, or how the parent's words begin; those words are in no file, which says “No title yet”."""
        words = record.title or Truncator(record.original_text).chars(SHOWN)
        return f"{words} ({part_in_words(record)})" if record.split_from_id else words

    def render_clock(self, record):
        return render_to_string("issues/_deadline.html", {"deadline": deadline_of(record, clock.today())})

    def value_clock(self, record):
        return deadline_of(record, clock.today()).words


def page_of_theme(record):
    return reverse("issues:staff_theme_detail", args=[record.slug])


class ThemeTable(Table):
    name = Column(_("Theme"), linkify=page_of_theme)
    service_area = Column(_("Service"))
    issue_count = Column(_("Issues"))
    waiting_count = Column(_("Waiting to be presented"))
    created_on = DayColumn(_("Created on"), visible=False)


def page_to_decide(record):
    return reverse("issues:hidden_issue_decide", args=[record.reference])


class HiddenIssueTable(Table):
    """What the safeguarding lead reads on the page; no file is made of it (`HiddenIssues`)."""

    reference = Column(_("Reference"), linkify=page_to_decide)
    received_on = DayColumn(_("Received on"))
    hidden_reason = Column(_("Why it was put out of sight"))
    decision = Column(_("Decision"), accessor="pk")

    def render_decision(self, record):
        """Say by when it is decided, and whether that is late; or what was decided."""
        if record.decided_on is None:
            words = _("Decide by %(day)s") % {"day": day(record.decide_by_on)}
            deadline = Deadline(words, is_late=record.decide_by_on < clock.today())
            return render_to_string("issues/_deadline.html", {"deadline": deadline})
        words = _("%(outcome)s on %(day)s") % {
            "outcome": capfirst(SafeguardingOutcome(record.outcome).label),
            "day": day(record.decided_on),
        }
        return f"{words}: {record.referred_to}" if record.referred_to else words


def page_to_tell(record):
    return reverse("issues:parent_tell", args=[record.reference])


class ParentsToTellTable(ToTellTable):
    reference = Column(_("Reference"), linkify=page_to_tell)
    title = Column(_("Issue"), default=_("No title yet"))

    class Meta(ToTellTable.Meta):
        sequence = ("reference", "title", "...")

    def news_of(self, record):
        return waiting_turns(record)
