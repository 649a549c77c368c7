"""The columns of settings, e-mails not delivered, heads of the record, backups, what goes, holds and complaints."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.audit import reason_shown, who_did
from common import clock
from common.dates import day, moment
from common.emails import kind_in_words, masked_address
from common.outbox import error_in_words
from common.pages.columns import Column, DayColumn, StatusColumn, Table
from common.service_settings import declared

EIGHT = 8


def page_to_change(record):
    """Return where a value is changed: its row, or a new row with a day of its own where the setting has days."""
    if record.begun and not record.setting.is_dated:
        return reverse("admin:accounts_servicesetting_change", args=[record.begun.pk])
    return reverse("admin:accounts_servicesetting_add", query={"name": record.setting.name})


def breakable(words):
    """Words in which a long address may go on in the next line, so that it does not widen its table."""
    parts = str(words).split("/")
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in parts))  # nosec B308 - typed here


class SettingTable(Table):
    """Rows are settings as they stand on a day (`accounts.services.settings.SettingShown`)."""

    label = Column(gettext_lazy("Setting"), accessor="setting__label")
    help = Column(gettext_lazy("What it does"), accessor="setting__help", default="")
    default = Column(gettext_lazy("Default"), accessor="setting__default")
    value = Column(gettext_lazy("Today"))
    later = Column(gettext_lazy("From a later day"), default="")
    do = Column(gettext_lazy("Actions"), accessor="setting__name", exclude_from_export=True)

    def value_default(self, value, record):
        return record.setting.in_words(value)

    def value_value(self, value, record):
        return record.setting.in_words(value)

    def value_later(self, value, record):
        words = [(record.setting.in_words(row.value), day(row.holds_from)) for row in value]
        return "; ".join(_("%(value)s from %(day)s") % {"value": value, "day": on} for value, on in words)

    def render_default(self, value, record):
        return breakable(self.value_default(value, record))

    def render_value(self, value, record):
        return breakable(self.value_value(value, record))

    def render_later(self, value, record):
        return breakable(self.value_later(value, record))

    def render_do(self, record):
        return render_to_string(
            "accounts/_setting_change.html", {"label": record.setting.label, "address": page_to_change(record)}
        )


class HeadTable(Table):
    """Rows are sealed days of the record."""

    day = DayColumn(gettext_lazy("Day"))
    rows = Column(gettext_lazy("Rows"), accessor="count")
    tombstones = Column(gettext_lazy("Tombstones"), accessor="tombstones")
    head = Column(gettext_lazy("Head"))
    sealed_on = DayColumn(gettext_lazy("Sealed on"), accessor="sealed_on")

    def render_head(self, value):
        """Let a narrow page break the head; whoever copies it gets it whole."""
        return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in in_eights(value)))  # nosec B308 - typed here


def in_eights(head):
    return [head[at : at + EIGHT] for at in range(0, len(head), EIGHT)]


class UndeliveredTable(Table):
    """Nothing of what an e-mail says, nor of whom it is about: whoever runs the installation reads no content."""

    kind = Column(gettext_lazy("E-mail"), empty_values=())
    to = Column(gettext_lazy("To"))
    on = Column(gettext_lazy("Written on"), accessor="created_at")
    why = Column(gettext_lazy("Why"), accessor="error", empty_values=())

    def render_kind(self, value):
        return kind_in_words(value)

    def render_to(self, value):
        return masked_address(value)

    def render_on(self, value):
        return day(clock.today(value))

    def render_why(self, value):
        return error_in_words(value)


class AuditTable(Table):
    """Lines of the audit trail, as `accounts.files.audit_file` writes them."""

    on = Column(gettext_lazy("On"), accessor="pk")
    who = Column(gettext_lazy("Who"), accessor="pk")
    action = Column(gettext_lazy("Action"))
    kind = Column(gettext_lazy("Kind of record"))
    record = Column(gettext_lazy("Record"), accessor="object_name", default="")
    why = Column(gettext_lazy("Reason"), accessor="pk")

    def render_on(self, record):
        return moment(record.at) if record.at else day(record.on)

    def render_who(self, record):
        return who_did(record) or ""

    def render_why(self, record):
        return reason_shown(record)


class OutboxTable(Table):
    """Nothing of what an e-mail says: whoever runs the installation reads no content."""

    kind = Column(gettext_lazy("E-mail"), empty_values=())
    to = Column(gettext_lazy("To"))
    state = StatusColumn(gettext_lazy("Status"))
    created_on = Column(gettext_lazy("Written on"), accessor="created_at")
    sent_on = Column(gettext_lazy("Sent on"), accessor="sent_at", default="", visible=False)
    attempts = Column(gettext_lazy("Attempts"), visible=False)

    def render_kind(self, value):
        return kind_in_words(value)

    def render_to(self, value):
        return masked_address(value)

    def render_created_on(self, value):
        return day(clock.today(value))

    render_sent_on = render_created_on


class JobTable(Table):
    """What was done in the background; not for whom."""

    kind = Column(gettext_lazy("Work"))
    state = StatusColumn(gettext_lazy("Status"))
    asked_on = Column(gettext_lazy("Asked for on"), accessor="created_at")
    ended_on = Column(gettext_lazy("Ended on"), accessor="finished_at", default="")
    attempts = Column(gettext_lazy("Attempts"))
    reason = Column(gettext_lazy("Why it failed"), default="")

    def render_asked_on(self, value):
        return day(clock.today(value))

    render_ended_on = render_asked_on


class GoingTable(Table):
    """Rows are what goes under a rule (`common.retention.Going`)."""

    what = Column(gettext_lazy("What goes"), accessor="rule__what")
    when = Column(gettext_lazy("When"), accessor="rule__in_words")
    count = Column(gettext_lazy("How many"), default="")
    held = Column(gettext_lazy("Held"))
    oldest = DayColumn(gettext_lazy("The oldest is of"), default="")
    first_on = DayColumn(gettext_lazy("The first goes on"), default="")
    last_on = DayColumn(gettext_lazy("The last goes on"), default="")
    references = Column(gettext_lazy("Which"), default="")
    rule = Column(gettext_lazy("Rule"), accessor="rule__name", visible=False)
    setting = Column(gettext_lazy("Setting"), accessor="rule__setting", default="")

    def render_setting(self, value):
        return declared(value).label if value else ""

    def render_references(self, value):
        return ", ".join(value)

    value_references, value_setting = render_references, render_setting


class HoldTable(Table):
    reference = Column(gettext_lazy("Reference"), linkify=lambda record: record.get_absolute_url())
    subject_words = Column(gettext_lazy("What is held"))
    placed_at = Column(gettext_lazy("Placed on"))
    placed_by = Column(gettext_lazy("Placed by"), default="")
    state = Column(gettext_lazy("State"), accessor="state_words")

    def render_placed_at(self, value):
        return day(clock.today(value))


class ComplaintTable(Table):
    """Nothing of what it says, nor of whom it comes from."""

    reference = Column(gettext_lazy("Reference"), linkify=lambda record: record.get_absolute_url())
    received_on = DayColumn(gettext_lazy("Received on"))
    acknowledge_by_on = DayColumn(gettext_lazy("To be acknowledged by"))
    status = StatusColumn(gettext_lazy("Status"))
    answered_on = DayColumn(gettext_lazy("Answered on"), default="")


class DataRequestTable(Table):
    """Requests about personal data: only the page of each says whose it is."""

    reference = Column(gettext_lazy("Reference"), linkify=lambda record: record.get_absolute_url())
    kind = Column(gettext_lazy("Asked for"), accessor="get_kind_display")
    asked_on = DayColumn(gettext_lazy("Asked on"))
    due_on = DayColumn(gettext_lazy("Due on"), orderable=False)
    status = StatusColumn(gettext_lazy("Status"))
    ended_on = DayColumn(gettext_lazy("Answered on"), default="", visible=False)


class ProcessingTable(Table):
    """Rows are declarations of personal data in words (`common.processing.Processing`)."""

    what = Column(gettext_lazy("What is kept"))
    whose = Column(gettext_lazy("Whose"))
    why = Column(gettext_lazy("Why"), default="")
    seen_by = Column(gettext_lazy("Who sees it"), default="")
    gathered = Column(gettext_lazy("How it is gathered"), default="")
    kept = Column(gettext_lazy("How long"))
    erased = Column(gettext_lazy("On erasure"))
    grounds = Column(gettext_lazy("Kept all the same"), default="")


class BackupTable(Table):
    """Ages are counted in days of London, to the day on which the page is read."""

    made = Column(gettext_lazy("Made on"), accessor="made_at")
    age = Column(gettext_lazy("Age"), accessor="made_at")
    name = Column(gettext_lazy("File"))
    holds = Column(gettext_lazy("Holds"), accessor="rows")
    size = Column(gettext_lazy("Size"))
    drill = Column(gettext_lazy("Last restore drill"), accessor="last_drill_at", empty_values=())
    kept = Column(gettext_lazy("Where it is"), accessor="found_at", empty_values=())

    def value_made(self, value):
        return moment(value)

    def value_age(self, value):
        return age_in_words(value)

    def value_holds(self, record):
        rows = ngettext("%(n)s row", "%(n)s rows", record.rows) % {"n": record.rows}
        files = ngettext("%(n)s file", "%(n)s files", record.files) % {"n": record.files}
        lost = record.missing_files + record.changed_files
        words = ngettext("%(n)s file missing or changed", "%(n)s files missing or changed", lost) % {"n": lost}
        return ", ".join([rows, files, *([words] if lost else [])])

    def value_size(self, value):
        return _("%.1f MB") % (value / 1e6)

    def value_drill(self, value):
        return day(clock.today(value)) if value else _("Not tried yet")

    def value_kept(self, record):
        """Return what a backup saw that was made later: nothing else looks into the folder."""
        said = (
            (record.removed_at, _("Thinned out on %(day)s")),
            (record.gone_at, _("Not in its folder on %(day)s")),
            (record.found_at, _("In its folder on %(day)s")),
        )
        found = ((words, at) for at, words in said if at)
        return next((words % {"day": day(clock.today(at))} for words, at in found), _("Not looked for again"))

    render_made, render_age, render_holds, render_size = value_made, value_age, value_holds, value_size
    render_drill, render_kept = value_drill, value_kept


def age_in_words(made_at):
    """Return how long ago something was, in days of London."""
    days = (clock.today() - clock.today(made_at)).days
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else _("today")
