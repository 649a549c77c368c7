"""What anybody may take away of the answers: “you said, we did”, and when each agency answered."""

from django.conf import settings
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services.settings import get_setting
from answers.filters import CommitmentFilter, EntryFilter, PublicPresentationFilter
from answers.models import CorrectedEntry, EntryTakenOff, Presentation, YouSaidEntry
from answers.selectors import entries_of_board, ledger, presentations_shown
from common import open_data
from common.dates import day
from common.open_data import DataSet, Field, latest
from issues.wording import corrected_in_words, speakers_in_words


def while_public(value):
    """Of an entry that was taken off, the board shows its place, the days and the reason, and so does the file."""
    return lambda entry: value(entry) if entry.is_public else ""


def _few(entry):
    return get_setting("few_families", on=entry.published_on)


def _said_by(entry):
    if not entry.said_by_count:
        return ""
    return speakers_in_words(entry.said_by_count, _few(entry), are_parents=entry.said_by_parents)


def _corrections(entry):
    return " ".join(str(corrected_in_words(one, _few(entry))) for one in entry.corrections.all())


def _commitments(entry):
    return " ".join(one.reference for one in entry.answer.commitments.all()) if entry.answer else ""


def _address_of_source(entry):
    """The whole address: a file does not know where it comes from."""
    return f"{settings.SITE_URL}{entry.source_url}" if entry.source_url.startswith("/") else entry.source_url


def _taken_off(entry):
    words = _("Published on %(on)s, taken off on %(off)s: %(why)s")
    return " ".join(
        words % {"on": day(one.published_on), "off": day(one.taken_off_on), "why": one.reason}
        for one in entry.taken_off.all()
    )


def _newest_of_board():
    entries = YouSaidEntry.objects.ever_published()
    found = entries.aggregate(Max("first_published_on"), Max("published_on"), Max("reworded_on"))
    off = EntryTakenOff.objects.aggregate(latest=Max("taken_off_on"))["latest"]
    corrected = CorrectedEntry.objects.aggregate(latest=Max("corrected_on"))["latest"]
    return latest([*found.values(), off, corrected])


def _status(presentation):
    return _("overdue") if presentation.is_overdue else presentation.get_status_display()


def _is_in_time(presentation):
    return presentation.responded_on <= presentation.due_on if presentation.is_answered else ""


def _state(commitment):
    """As on the page: one that is open is late or to come."""
    if commitment.is_open:
        return _("late") if commitment.is_late else _("to come")
    return commitment.get_status_display()


def _newest_commitment():
    return latest(ledger().order_by().aggregate(Max("made_on"), Max("finished_on")).values())


def _newest_presentation():
    found = Presentation.objects.aggregate(Max("sent_on"), Max("acknowledged_on"), Max("responded_on"))
    return latest(found.values())


open_data.declare(
    DataSet(
        "you-said-we-did",
        gettext_lazy("You said, we did"),
        gettext_lazy("What people told the group, and what came of it: one row for each entry, also for a “no”."),
        page="answers:you_said",
        fields=(
            Field("entry", gettext_lazy("The number of the entry, which never changes."), lambda entry: entry.pk),
            Field(
                "about",
                gettext_lazy("The theme, or the service where there is none"),
                lambda entry: str(entry.theme or entry.service_area),
            ),
            Field("you_said", gettext_lazy("What people told the group"), while_public(lambda entry: entry.you_said)),
            Field("said_by", gettext_lazy("How many said so. Small numbers are hidden."), while_public(_said_by)),
            Field("corrections", gettext_lazy("Corrections of that number"), while_public(_corrections)),
            Field(
                "kind", gettext_lazy("What came of it"), while_public(lambda entry: capfirst(entry.get_kind_display()))
            ),
            Field(
                "we_did",
                gettext_lazy("What was done or will be done, or why it could not be"),
                while_public(lambda entry: entry.we_did),
            ),
            Field(
                "in_question",
                gettext_lazy("Says so where somebody says that it has not come true"),
                while_public(lambda entry: entry.in_question),
            ),
            Field("evidence", gettext_lazy("How anyone can see it"), while_public(lambda entry: entry.shown_evidence)),
            Field("commitments", gettext_lazy("References of what was promised"), while_public(_commitments)),
            Field("agency", gettext_lazy("The agency that answered"), while_public(lambda entry: entry.agency or "")),
            Field("source", gettext_lazy("Where it comes from"), while_public(lambda entry: entry.source)),
            Field("source_address", gettext_lazy("The page of that"), while_public(_address_of_source)),
            Field("published_on", gettext_lazy("The day it was published"), lambda entry: entry.published_on),
            Field(
                "reworded_on",
                gettext_lazy("The last day the group changed its words"),
                while_public(lambda entry: entry.reworded_on),
            ),
            Field("taken_off", gettext_lazy("When it was taken off, and why. Its words are then empty."), _taken_off),
        ),
        rows=entries_of_board,
        newest=_newest_of_board,
        filterset=EntryFilter,
    ),
    DataSet(
        "answers-of-agencies",
        gettext_lazy("When agencies answered"),
        gettext_lazy(
            "What the group put formally to each agency, and whether the answer came in time: one row for each."
        ),
        page="answers:presentation_list",
        fields=(
            Field(
                "reference",
                gettext_lazy("The reference of the presentation, which never changes."),
                lambda one: one.reference,
            ),
            Field("title", gettext_lazy("The theme or issue"), lambda one: one.title),
            Field("agency", gettext_lazy("The agency that was asked"), lambda one: str(one.agency)),
            Field("sent_on", gettext_lazy("The day it was presented"), lambda one: one.sent_on),
            Field(
                "due_on",
                gettext_lazy("The day by which the group asked for an answer. It is not a duty in law."),
                lambda one: one.due_on,
            ),
            Field(
                "responded_on", gettext_lazy("The day of the answer; empty until then"), lambda one: one.responded_on
            ),
            Field("status", gettext_lazy("Its status on the day you download it"), _status),
            Field("in_time", gettext_lazy("Whether the answer came by that day; empty until then"), _is_in_time),
        ),
        rows=presentations_shown,
        newest=_newest_presentation,
        filterset=PublicPresentationFilter,
    ),
    DataSet(
        "commitments",
        gettext_lazy("Commitments"),
        gettext_lazy("What somebody said they would do, and whether it came true: one row for each commitment."),
        page="answers:commitment_list",
        fields=(
            Field("reference", gettext_lazy("Its reference, which never changes."), lambda one: one.reference),
            Field("what", gettext_lazy("What is to be done"), lambda one: one.what),
            Field("who", gettext_lazy("Who does it, as it was said"), lambda one: one.owner),
            Field("agency", gettext_lazy("The agency, if it is one's"), lambda one: str(one.agency or "")),
            Field("made_on", gettext_lazy("The day it was made"), lambda one: one.made_on),
            Field("due_on", gettext_lazy("By when"), lambda one: one.due_on),
            Field("status", gettext_lazy("Its status on the day you download it"), _state),
            Field("finished_on", gettext_lazy("The day it was done or not kept"), lambda one: one.finished_on),
            Field("evidence", gettext_lazy("How anyone can see that it is done"), lambda one: one.evidence),
            Field("not_kept_reason", gettext_lazy("Why it was not kept"), lambda one: one.not_kept_reason),
            Field(
                "in_question",
                gettext_lazy("Says so where somebody says that it has not come true"),
                lambda one: str(one.in_question),
            ),
            Field("address", gettext_lazy("Its page"), lambda one: f"{settings.SITE_URL}{one.get_absolute_url()}"),
        ),
        rows=ledger,
        newest=_newest_commitment,
        filterset=CommitmentFilter,
    ),
)
