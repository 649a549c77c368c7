"""How the words of an issue go from agendas, papers, minutes and public questions when it is taken back."""

from accounts import audit
from answers.models import Commitment
from common import clock, redactions, taken_back
from common.redactions import take_out
from issues.models import Issue
from issues.wording import TAKEN_BACK
from meetings.models import (
    AgendaItem,
    Meeting,
    MinutesVersion,
    NotedPoint,
    Paper,
    PassedOn,
    PublicQuestion,
    Resolution,
    ViewGiven,
    ViewsBrought,
)
from members.services.sendings import take_out_of_sendings

PAPER = ("title", "text", "report_of", "recommends", "urgency_reason", "withdrawn_reason")
ITEM = ("title", "text", "urgency_reason", "private_reason", "minute")


@taken_back.copies_of(ViewGiven)
@taken_back.copies_of(ViewsBrought)
@taken_back.copies_of(Issue)
def take_out_of_meetings(_issue, copies, now):
    """Take its words out of every agenda, paper and version of minutes; a public page says that it was done.

    The words inside an uploaded file cannot be taken out: the co-ordinator withdraws the paper.
    """
    of_items = take_out(copies, [(AgendaItem.objects.all(), ITEM, ("words", "minute_words"))]).rows
    parts = take_out(
        copies,
        [
            (NotedPoint.objects.select_related("item"), ("text",), ()),
            (Resolution.objects.select_related("item"), ("text", "as_approved"), ()),
            (Paper.objects.select_related("item"), PAPER, ()),
        ],
    ).rows
    notes = take_out(copies, [(MinutesVersion.objects.all(), ("note",), ())]).rows
    called_off = take_out(copies, [(Meeting.objects.all(), ("status_reason", "purpose"), ())]).rows
    Meeting.objects.filter(pk__in=[row.pk for row in called_off]).update(calendar_changed_at=now or clock.now())
    kept = [*called_off, *take_out(copies, [(Meeting.objects.all(), (), ("words",))]).rows]
    meetings = {row.meeting_id for row in [*of_items, *notes]} | {row.item.meeting_id for row in parts}
    meetings |= {meeting.pk for meeting in kept}
    for meeting in Meeting.objects.filter(pk__in=meetings, agenda_published_on__isnull=False):
        redactions.record(meeting, str(TAKEN_BACK), now=now)


@taken_back.copies_of(Issue)
def take_out_of_questions(_issue, copies, now):
    """Take its words out of public questions and their answers."""
    for question in take_out(
        copies, [(PublicQuestion.objects.all(), ("text", "edited_text", "answer", "reason"), ())]
    ).rows:
        redactions.record(question, str(TAKEN_BACK), now=now)


@taken_back.copies_of(Meeting)
def take_out_what_was_redacted(meeting, copies, _now):
    """Take words that went from minutes out of what is to be said of the meeting, and out of the audit trail."""
    take_out_of_sendings(copies)
    items = list(meeting.items.all())
    of_items = {"item__in": items}
    parts = [*NotedPoint.objects.filter(**of_items), *Resolution.objects.filter(**of_items)]
    papers, versions = Paper.objects.filter(**of_items), MinutesVersion.objects.filter(meeting=meeting)
    promised = Commitment.objects.filter(resolution__item__in=items)
    rows = [meeting, *items, *parts, *papers, *versions, *promised, *meeting.declarations.all()]
    audit.take_out_of_entries(rows, copies)


@taken_back.copies_of(PublicQuestion)
def take_out_of_what_was_asked(question, copies, _now):
    take_out_of_sendings(copies)
    audit.take_out_of_entries([question], copies)


@taken_back.copies_of(ViewGiven)
@taken_back.copies_of(ViewsBrought)
@taken_back.copies_of(Issue)
def take_out_of_views(_row, copies, _now):
    """Take words out of what members say of the views they bring and of what they pass on, and out of what was sent."""
    brought = (ViewsBrought.objects.all(), ("question", "how", "summary"), ())
    rows = take_out(copies, [brought, (PassedOn.objects.all(), ("how", "note"), ())]).rows
    audit.take_out_of_entries(rows, copies)
    take_out_of_sendings(copies)
